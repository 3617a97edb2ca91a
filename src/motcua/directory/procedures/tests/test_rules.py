from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.directory.procedures.choices import LimitUnit
from motcua.directory.procedures.rules.codes import is_procedure_code, national_code
from motcua.directory.procedures.rules.content import digest
from motcua.directory.procedures.rules.levels import audience_groups, levels_in_words
from motcua.directory.procedures.rules.limits import Limit, is_within, limit_in_words, longest, rough_length
from motcua.directory.procedures.rules.spelling import (
    Vocabulary,
    distance,
    sounding_alike,
    without_input_method,
    words,
)
from motcua.directory.procedures.rules.synonyms import readings, without_frame
from motcua.directory.procedures.tests import factories

COUNTABLE = st.sampled_from([LimitUnit.HOUR, LimitUnit.WORKING_DAY, LimitUnit.DAY, LimitUnit.MONTH])
LIMITS = st.builds(Limit, st.decimals(0, 500, places=1), COUNTABLE)


def of(value, unit=LimitUnit.WORKING_DAY):
    return Limit(Decimal(value), unit.value)


class TestCodes:
    @pytest.mark.parametrize("code", ["1.001193", "1.000656.000.00.00.H29", "1.014955-Xoa", "2.009182739"])
    def test_takes_codes_the_national_database_holds(self, code):
        assert is_procedure_code(code)

    @pytest.mark.parametrize(
        "code", ["", "1001193", " 1.001193", "1.00119", "1.001193\n", "x.001193", "1.001193/"]
    )
    def test_refuses_others(self, code):
        assert not is_procedure_code(code)

    def test_local_code_belongs_to_a_national_one(self):
        assert national_code("1.000656.000.00.00.H29") == "1.000656"
        assert national_code("1.014955-Xoa") == "1.014955-Xoa"


class TestLimits:
    def test_longest_compares_across_units(self):
        assert longest([of(20), of(25, LimitUnit.DAY), of(100, LimitUnit.HOUR)]) == of(20)

    def test_longest_of_what_cannot_be_counted_is_nothing(self):
        assert longest([Limit(None, LimitUnit.OTHER)]) is None

    @pytest.mark.parametrize(
        ("words_", "limit"),
        [
            ("Không quá 20 ngày làm việc. Các cơ quan …", of(20)),
            ("Không quá 15 ngày kể từ ngày nhận đủ hồ sơ", of(15, LimitUnit.DAY)),
            ("Không quá 03 ngày làm việc (không tính thời gian …)", of(3)),
            ("trong 4 giờ", of(4, LimitUnit.HOUR)),
            ("Thực hiện trong ngày làm việc nhận được hồ sơ đầy đủ", of(0)),
        ],
    )
    def test_reads_a_sentence_that_opens_with_its_limit(self, words_, limit):
        assert limit_in_words(words_) == limit

    @pytest.mark.parametrize(
        "words_",
        [
            "Theo mô tả",
            "12.5 ngày làm việc + thời gian thực hiện cấp lại Giấy chứng nhận",
            "- Không quá 10 ngày làm việc đối với trường hợp A; không quá 20 ngày đối với B",
            "Không quá 10 ngày làm việc đối với trường hợp A",
            "trong ngày làm việc tiếp theo",
        ],
    )
    def test_leaves_doubtful_sentences_alone(self, words_):
        assert limit_in_words(words_) is None

    def test_working_days_and_hours_compare(self):
        assert is_within(of(16, LimitUnit.HOUR), of(2)) is True
        assert is_within(of(17, LimitUnit.HOUR), of(2)) is False

    def test_days_and_months_compare_at_the_shortest_month(self):
        assert is_within(of(28, LimitUnit.DAY), of(1, LimitUnit.MONTH)) is True
        assert is_within(of(29, LimitUnit.DAY), of(1, LimitUnit.MONTH)) is False
        assert is_within(of(1, LimitUnit.MONTH), of(30, LimitUnit.DAY)) is False

    def test_working_days_do_not_compare_with_calendar_days(self):
        assert is_within(of(3), of(30, LimitUnit.DAY)) is None

    @given(LIMITS, LIMITS, LIMITS)
    def test_being_within_is_transitive(self, one, two, three):
        if is_within(one, two) and is_within(two, three):
            assert is_within(one, three) is not False

    @given(LIMITS, LIMITS)
    def test_what_is_within_is_no_longer_on_average(self, one, two):
        if is_within(one, two) and one.unit == two.unit:
            assert rough_length(one) <= rough_length(two)

    def test_words(self):
        assert str(of("7.5")) == "7,5 ngày làm việc"
        assert str(of(0)) == "trong ngày làm việc"
        assert str(Limit(None, LimitUnit.OTHER)) == "theo quy định"


@pytest.mark.parametrize(
    ("bodies", "levels"),
    [
        ("Ủy ban nhân dân cấp xã", ("commune",)),
        ("Sở Tư pháp; Ủy ban nhân dân cấp xã", ("commune", "province")),
        ("Cục Hàng không Việt Nam", ("ministry",)),
        ("Cơ sở giáo dục", ()),
        ("", ()),
    ],
)
def test_levels_told_by_the_names_of_bodies(bodies, levels):
    assert levels_in_words(bodies) == levels


def test_audiences_are_grouped():
    names = [
        "Công dân Việt Nam",
        "Tổ chức (không bao gồm doanh nghiệp, HTX)",
        "Doanh nghiệp có vốn đầu tư nước ngoài",
    ]
    assert audience_groups(names) == {"citizen", "organisation", "enterprise"}
    assert audience_groups(["Người nước ngoài", "Tổ chức nước ngoài"]) == {"foreign"}


class TestSpelling:
    vocabulary = Vocabulary({"khai": 9, "sinh": 8, "tru": 7, "thuong": 6, "dang": 9, "chung": 4, "ho": 5})

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [("kahi", "khai"), ("sihn", "sinh"), ("ddawng", "dang"), ("chu", "tru"), ("chuwngs", "chung")],
    )
    def test_finds_the_syllable_that_was_meant(self, typed, meant):
        assert self.vocabulary.near(typed)[0] == (1, meant)

    def test_short_words_are_left_alone(self):
        assert self.vocabulary.near("zz") == []

    def test_two_words_typed_together(self):
        assert self.vocabulary.split("khaisinh") == ("khai", "sinh")
        assert self.vocabulary.split("khaixyz") is None

    def test_i_and_y_are_one(self):
        assert words("dang ky ly lich quy dinh thuy loi") == [
            "dang",
            "ki",
            "li",
            "lich",
            "qui",
            "dinh",
            "thuy",
            "loi",
        ]

    @pytest.mark.parametrize(
        ("typed", "plain"),
        [("dduwowngf", "duong"), ("d9a5ng", "dang"), ("trichs", "trich"), ("sinh", "sinh")],
    )
    def test_keys_of_input_methods(self, typed, plain):
        assert without_input_method(typed) == plain

    def test_regional_spellings(self):
        assert {"tru"} <= sounding_alike("chu")
        assert {"xin", "sing"} <= sounding_alike("sin")

    @given(st.text("abcdeghi", max_size=7), st.text("abcdeghi", max_size=7))
    def test_distance_is_symmetric_and_zero_only_for_equals(self, one, other):
        assert distance(one, other) == distance(other, one)
        assert (distance(one, other) == 0) == (one == other)
        assert distance(one, other) <= max(len(one), len(other))

    def test_swapped_letters_are_one_error(self):
        assert distance("kahi", "khai") == 1


def test_everyday_words_have_another_reading():
    assert readings(["xac", "nhan", "doc", "than"]) == [["xac", "nhan", "tinh", "trang", "hon", "nhan"]]
    assert readings(["khai", "sinh"]) == []


def test_what_frames_a_question_is_dropped():
    assert without_frame(["thu", "tuc", "khai", "sinh", "o", "dau"]) == ["khai", "sinh"]
    assert without_frame(["thu", "tuc"]) == ["thu", "tuc"]


def test_digest_tells_contents_apart_and_nothing_else():
    one = factories.content()
    assert digest(one) == digest(factories.content())
    assert digest(one) != digest(factories.content(name="Đăng ký kết hôn"))
    longer = factories.content(channels=(factories.ChannelContent("counter", (factories.limit("7.50"),)),))
    same = factories.content(channels=(factories.ChannelContent("counter", (factories.limit("7.5"),)),))
    assert digest(longer) == digest(same)
