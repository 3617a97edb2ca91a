"""What the living page shows: every component in every state, with plainly invented words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django import forms
from django.core.paginator import Page, Paginator


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Họ và tên", max_length=60)
    birth_on = forms.CharField(label="Ngày sinh", help_text="Ngày, tháng, năm, ví dụ 05/09/1985.")
    phone = forms.CharField(label="Điện thoại nhận tin", required=False)
    sector = forms.ChoiceField(
        label="Lĩnh vực",
        choices=[("", "Chọn lĩnh vực"), ("ht", "Hộ tịch"), ("dd", "Đất đai"), ("ct", "Chứng thực")],
    )
    note = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    delivery = forms.ChoiceField(
        label="Nhận kết quả",
        choices=[("counter", "Tại quầy"), ("electronic", "Bản điện tử"), ("post", "Bưu điện giao tận nhà")],
        widget=forms.RadioSelect,
    )
    papers = forms.MultipleChoiceField(
        label="Giấy tờ mang theo",
        required=False,
        choices=[("original", "Bản chính"), ("copy", "Bản sao")],
        widget=forms.CheckboxSelectMultiple,
    )
    scan = forms.FileField(label="Bản chụp giấy tờ", required=False, help_text="PDF, JPEG hoặc PNG.")
    agreed = forms.BooleanField(label="Tôi đã đọc lại cho người nộp nghe")


@dataclass(frozen=True)
class Step:
    state: str
    title: str
    text: str


STEPS = (
    Step("done", "Đã tiếp nhận", "Thứ Tư 18/11, 09:12 · Quầy 3"),
    Step("done", "Đã kiểm tra giấy tờ", "Thứ Năm 19/11, 10:40 · Hộ tịch"),
    Step("now", "Đang xác minh", "Bộ phận Hộ tịch đang đối chiếu sổ gốc từ sáng thứ Năm 19/11."),
    Step("next", "Lãnh đạo ký", "Dự kiến sáng thứ Hai 23/11"),
    Step("next", "Trả kết quả", "Bản điện tử, và bản giấy tại quầy 12"),
)
STOPPED = (STEPS[0], Step("stopped", "Cần bổ sung giấy tờ", "Đang chờ người nộp từ 19/11."), STEPS[3])
DUE_AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def filled_form() -> SampleForm:
    return SampleForm(
        initial={
            "name": "Nguyễn Thị Mẫu",
            "birth_on": "14/03/1992",
            "delivery": "counter",
            "papers": ["copy"],
        }
    )


def faulty_form() -> SampleForm:
    """A form sent with gaps, so that its errors show; its ids differ from the sound one's."""
    form = SampleForm({"name": "", "birth_on": "31/02/1992", "phone": "0912"}, prefix="faulty")
    form.is_valid()
    form.add_error("birth_on", "Tháng 2 không có ngày 31.")
    form.add_error(None, "Chưa thể tiếp nhận khi còn thiếu mục bắt buộc.")
    return form


def middle_page() -> Page:
    """Page 7 of 20, to show gaps on both sides."""
    return Paginator(range(400), 20).get_page(7)
