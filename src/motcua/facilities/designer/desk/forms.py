"""Forms around a process: made, published, copied, imported, applied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.facilities.designer import library
from motcua.facilities.workflow.actions.publish_version import BeginsInThePast, NoDecision
from motcua.kernel.ui.fields import ClientForm, VietnamDate, Words

STANDARD = "standard"
Owners = Iterable[tuple[str, str]]


class NewProcessForm(ClientForm):
    """Soạn quy trình mới."""

    name = Words(label=_("Tên quy trình"), max_length=200)
    owner = forms.ChoiceField(label=_("Của cơ quan"))
    practice = forms.ChoiceField(
        label=_("Bắt đầu từ"),
        required=False,
        help_text=_("Quy trình mẫu chép thành bản thảo của cơ quan, sửa được mọi chỗ."),
    )

    def __init__(self, *args: Any, owners: Owners, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = list(owners)  # type: ignore[attr-defined]
        self.fields["practice"].choices = [  # type: ignore[attr-defined]
            ("", _("Năm bước thường gặp")), *((practice.code, practice.title) for practice in library.ALL),
        ]  # fmt: skip


class CopyForm(ClientForm):
    """Chép quy trình cho một cơ quan."""

    name = Words(label=_("Tên bản chép"), max_length=200)
    owner = forms.ChoiceField(label=_("Cho cơ quan"))

    def __init__(self, *args: Any, owners: Owners, asked: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = list(owners)  # type: ignore[attr-defined]
        self.asked = list(asked)
        for number, name in enumerate(asked.values()):
            self.fields[f"agency_{number}"] = Words(
                label=_("Thay cho “%(name)s”") % {"name": name},
                max_length=60,
                required=False,
                help_text=_("Mã cơ quan; để trống thì giữ nguyên."),
                widget=forms.TextInput(attrs={"list": "agency-codes"}),
            )

    def agencies(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"agency_{number}"] for number, code in enumerate(self.asked)}


class PublishForm(ClientForm):
    """Ban hành bản thảo."""

    refused_at = {NoDecision: "decision", BeginsInThePast: "valid_from"}
    decision = Words(label=_("Số quyết định"), max_length=120)
    valid_from = VietnamDate(
        label=_("Áp dụng từ ngày"), error_messages={"invalid": _("Xin nhập ngày dạng dd/mm/yyyy.")}
    )
    sha256 = forms.RegexField(r"[0-9a-f]{64}", widget=forms.HiddenInput)


class DrawingForm(ClientForm):
    """Nhập tệp BPMN thành bản thảo."""

    file = forms.FileField(
        label=_("Tệp .bpmn"),
        help_text=_("Nhận cả tệp còn lỗi; lỗi được liệt kê để sửa. Bản thảo đang có sẽ được thay."),
        widget=forms.ClearableFileInput(attrs={"accept": ".bpmn,.xml"}),
        error_messages={"required": _("Xin chọn một tệp."), "empty": _("Tệp này rỗng.")},
    )


class ApplyForm(ClientForm):
    """Áp dụng quy trình cho một thủ tục tại cơ quan."""

    procedure = Words(label=_("Mã thủ tục"), max_length=40)
    agency = forms.ChoiceField(label=_("Tại cơ quan"))
    valid_from = VietnamDate(
        label=_("Từ ngày"), error_messages={"invalid": _("Xin nhập ngày dạng dd/mm/yyyy.")}
    )

    def __init__(self, *args: Any, agencies: Owners, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = list(agencies)  # type: ignore[attr-defined]
