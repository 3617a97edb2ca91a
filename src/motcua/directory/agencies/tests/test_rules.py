from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.directory.agencies import rules

DIGITS2, DIGITS3 = (st.from_regex(rf"\A[0-9]{{{n}}}\Z") for n in (2, 3))
OLD_CODES = st.tuples(DIGITS3, DIGITS2, DIGITS2, st.from_regex(r"\A[A-Z][0-9]{2}\Z")).map(".".join)
GROUP = st.from_regex(r"\A[0-9A-Z]{2,3}\Z")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("000.00.00.H30", "H30"),
        ("000.00.01.H22", "H22.01"),
        ("000.00.04.G18", "G18.04"),
        ("005.13.50.H15", "H15.50.13.005"),
        ("000.01.00.H22", "H22.00.01"),
    ],
)
def test_old_codes_turn_round(old, new):
    assert rules.new_code_of(old) == new


def test_short_groups_of_lists_since_2020_are_tried_too():
    assert rules.new_codes_of("013.05.50.H15") == ("H15.50.05.013", "H15.50.05.13")
    assert rules.new_codes_of("113.05.50.H15") == ("H15.50.05.113",)


@pytest.mark.parametrize(
    "text", ["", "H27", "000.00.00.H3", "000.00.00.30H", "0000.00.00.H30", "٠٠٠.00.00.H30x"]
)
def test_what_is_no_old_code_is_refused(text):
    assert not rules.is_old_code(text)
    with pytest.raises(ValueError, match="no old agency code"):
        rules.new_code_of(text)


@given(OLD_CODES)
def test_converted_codes_are_codes_and_lose_nothing_but_trailing_zeros(old):
    new = rules.new_code_of(old)
    assert rules.is_new_code(new)
    groups = new.split(".")
    full = groups + ["00", "00", "000"][len(groups) - 1 :]
    assert ".".join(reversed(full)) == old
    assert new in rules.new_codes_of(old)


@given(st.lists(GROUP, max_size=8), st.from_regex(r"\A[A-Z][0-9]{2}\Z"))
def test_new_codes_of_any_depth_are_known_and_stand_below_their_beginnings(groups, head):
    code = ".".join([head, *groups])
    assert rules.is_new_code(code) == (len(code) <= rules.MAX_CODE)
    assert rules.normal_code(f"  {code.lower()} ") == code
    if groups:
        assert rules.is_below(code, head)
    assert not rules.is_below(code, code)


def test_a_code_is_not_below_one_that_only_looks_like_its_beginning():
    assert not rules.is_below("H27.101", "H27.10")


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 3, 31), 36, date(2029, 3, 31)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_months_later(day, months, later):
    assert rules.months_later(day, months) == later


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_months_later_never_goes_past_the_month(day, months):
    later = rules.months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ủy ban nhân dân xã Thạch Hà", "people_committee"),
        ("UBND tỉnh", "people_committee"),
        ("Trung tâm Phục vụ hành chính công xã Thạch Hà", "service_center"),
        ("Phòng Kinh tế", "division"),
        ("Văn phòng HĐND và UBND", "division"),
        ("Văn phòng Ủy ban nhân dân tỉnh", "department"),
        ("Sở Tư pháp", "department"),
        ("Bưu điện tỉnh", "public_post"),
        ("Công an tỉnh", "vertical_agency"),
        ("Bộ Tư pháp", "ministry"),
    ],
)
def test_kind_of_name(name, kind):
    assert rules.kind_of_name(name) == kind
