"""Search: without marks, with typing errors, by code; the same on both engines."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.directory.procedures.queries import Filters, search
from motcua.directory.procedures.rules.content import CodedName
from motcua.directory.procedures.tests.factories import (
    AT,
    TODAY,
    catalogue_record,
    publish,
)

pytestmark = pytest.mark.django_db

NAMES = {
    "1.001193": "Thủ tục đăng ký khai sinh",
    "1.000656": "Thủ tục đăng ký khai tử",
    "1.000894": "Thủ tục đăng ký kết hôn",
    "1.004873": "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân",
    "1.004222": "Đăng ký thường trú",
    "1.004194": "Đăng ký tạm trú",
    "1.001612": "Đăng ký thành lập hộ kinh doanh",
    "2.000815": "Chứng thực bản sao từ bản chính giấy tờ",
    "1.012753": "Cấp Giấy chứng nhận quyền sử dụng đất",
}


@pytest.fixture
def catalogue():
    publish(*(catalogue_record(code, name=name) for code, name in NAMES.items()))


def first(text, **more):
    hits = search(text, on=TODAY, **more).hits
    return hits[0].code if hits else None


@pytest.mark.usefixtures("catalogue")
class TestFinding:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("khai sinh", "1.001193"), ("KHAI SINH", "1.001193"), ("đăng ký khai sinh", "1.001193"),
            ("dang ki khai sin", "1.001193"), ("kahi sinh", "1.001193"), ("khaisinh", "1.001193"),
            ("ddawng kys keets hoon", "1.000894"), ("ket hon", "1.000894"), ("đăng ký thường chú", "1.004222"),
            ("xác nhận độc thân", "1.004873"), ("sổ đỏ", "1.012753"), ("sao y", "2.000815"),
            ("thủ tục khai tử ở đâu", "1.000656"), ("ho kinh doan", "1.001612"), ("  tam   tru ", "1.004194"),
            ("1.004194", "1.004194"), ("2.000815.000.00.00.H27", "2.000815"), ("1004222", "1.004222"), ("004222", "1.004222"),
            ("chung thuc bản sao", "2.000815"), ("zzzz qqqq", None), ("!!!", None),
        ],
    )  # fmt: skip
    def test_the_first_hit(self, text, code):
        assert first(text) == code

    def test_marks_decide_between_words_that_are_one_without_them(self):
        publish(
            catalogue_record("1.000001", name="Tiếp nhận tu sĩ"),
            catalogue_record("1.000002", name="Tiếp nhận tử sĩ"),
        )
        assert first("tử sĩ") == "1.000002"
        assert first("tu sĩ") == "1.000001"

    def test_how_a_query_was_read_is_told_with_its_marks(self):
        assert search("kahi sinh", on=TODAY).corrected == "khai sinh"
        assert search("thường chú", on=TODAY).corrected == "thường trú"
        assert search("khai sinh", on=TODAY).corrected == ""

    @pytest.mark.parametrize("text", ["", " ", "k"])
    def test_almost_nothing_lists_everything(self, text):
        assert search(text, on=TODAY).total == len(NAMES)

    def test_pages(self):
        every = [hit.code for hit in search("", on=TODAY, limit=100).hits]
        paged = [
            hit.code for start in range(0, 9, 4) for hit in search("", on=TODAY, limit=4, offset=start).hits
        ]
        assert paged == every

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    @given(st.text(st.characters(), max_size=60) | st.sampled_from(list(NAMES.values())))
    def test_no_text_raises_and_totals_agree(self, text):
        found = search(text, on=TODAY, limit=5)
        assert len(found.hits) == min(5, found.total)


def test_filters():
    publish(
        catalogue_record("1.000001", name="Một", levels=("commune",), audiences=("Công dân Việt Nam",)),
        catalogue_record("1.000002", name="Hai", levels=("province",), audiences=("Doanh nghiệp",),
                         sectors=(CodedName("G13-TN02", "Đất đai"),), online_level="full_online"),
    )  # fmt: skip
    for filters in (Filters(level="province"), Filters(audience="enterprise"), Filters(sector="dat-dai"),
                    Filters(online_level="full_online")):  # fmt: skip
        assert [hit.code for hit in search("", on=TODAY, filters=filters).hits] == ["1.000002"]
    assert search("một", on=TODAY, filters=Filters(level="province")).total == 0
    assert ("dat-dai", "Đất đai", 1) in search("", on=TODAY).sectors


def test_the_index_follows_the_catalogue():
    publish(catalogue_record("1.000001", name="Nuôi bò"))
    assert search("nuôi bò", on=TODAY).total == 1
    publish(catalogue_record("1.000001", name="Nuôi trâu"), catalogue_record("1.000002", name="Nuôi gà"))
    assert search("nuôi bò", on=TODAY).total == 0
    assert search("nuôi", on=TODAY).total == 2


def test_what_begins_tomorrow_is_found_tomorrow():
    tomorrow = TODAY + timedelta(days=1)
    publish(catalogue_record("1.000001", name="Mai mới có", effective_on=tomorrow))
    assert search("mai", on=TODAY).total == 0
    assert search("mai", on=tomorrow).total == 1


def test_withdrawn_procedures_are_not_found():
    publish(catalogue_record("1.000001", name="Nuôi bò"))
    publish(catalogue_record("1.000001", name="Nuôi bò", is_active=False), at=AT)
    assert search("nuôi bò", on=TODAY).total == 0
