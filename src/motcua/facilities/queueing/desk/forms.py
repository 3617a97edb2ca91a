"""What the buttons of a counter and of the hall's supervisor send."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from motcua.facilities.halls.rules import instant_on
from motcua.facilities.queueing.actions import Asked
from motcua.facilities.queueing.choices import Channel, LeftReason, Reason
from motcua.kernel import clock
from motcua.kernel.calendar import CalendarError
from motcua.kernel.calendar.week import parse_clock
from motcua.kernel.ui.fields import ClientForm, Words

_NUMBER = {"required": _("Hãy chọn một số."), "invalid": _("Số này không đọc được.")}
_GROUP = {"required": _("Hãy chọn nhóm thủ tục."), "invalid": _("Nhóm này không đọc được.")}
_COUNTER = {"invalid": _("Quầy này không đọc được.")}
MOST = 2**62


def _id(errors: dict[str, Any], *, label: object, required: bool = True) -> forms.IntegerField:
    return forms.IntegerField(
        label=str(label), required=required, min_value=1, max_value=MOST, error_messages=errors
    )


class PlainForm(ClientForm):
    """A button that says nothing but what it is."""


class RequestForm(ClientForm):
    """A button at one number."""

    request = _id(_NUMBER, label="số")


class CallForm(RequestForm):
    """Gọi một số cụ thể."""

    reason = forms.ChoiceField(
        label=_("Lý do gọi trước"),
        required=False,
        choices=[("", _("Đúng lượt")), *Reason.choices],
        error_messages={"invalid_choice": _("Chọn một lý do trong danh sách.")},
    )


class LeaveForm(RequestForm):
    """Kết thúc khi chưa phục vụ."""

    reason = forms.ChoiceField(
        label=_("Lý do"),
        choices=LeftReason.choices,
        error_messages={
            "required": _("Hãy chọn lý do."),
            "invalid_choice": _("Chọn một lý do trong danh sách."),
        },
    )


class TransferForm(RequestForm):
    """Chuyển sang nhóm hoặc quầy khác."""

    group = _id(_GROUP, label="nhóm")
    for_counter = _id(_COUNTER, label="quầy", required=False)


class AskedForm(ClientForm):
    """Lấy số giúp, hoặc phục vụ ngay."""

    group = _id(_GROUP, label="nhóm")
    procedure = _id({"invalid": _("Thủ tục này không đọc được.")}, label="thủ tục", required=False)
    priority = Words(label=_("Diện ưu tiên"), max_length=16, required=False)

    def asked(self, channel: Channel = Channel.OFFICER) -> Asked:
        """Only after `is_valid()`."""
        said = self.cleaned_data
        return Asked(
            group_id=said["group"],
            procedure_id=said["procedure"],
            priority=said["priority"],
            channel=channel.value,
        )


class AddForm(AskedForm):
    """Thêm việc cho người đang ở quầy."""

    visit = _id(_NUMBER, label="lượt đến")


class VisitForm(ClientForm):
    """A button at one visit."""

    visit = _id(_NUMBER, label="lượt đến")


class MoveGroupForm(ClientForm):
    """Chuyển cả hàng chờ."""

    from_group = _id(_GROUP, label="từ nhóm")
    to_group = _id(_GROUP, label="sang nhóm")


class CounterForm(ClientForm):
    """A button at one counter."""

    counter = _id({"required": _("Hãy chọn quầy.")} | _COUNTER, label="quầy")


def _until(text: str) -> datetime | None:
    """A clock time of today as an instant; None when none was written. Raises ValidationError."""
    if not text:
        return None
    try:
        until = instant_on(clock.today(), parse_clock(text))
    except CalendarError as refusal:
        raise ValidationError(str(refusal)) from refusal
    if until <= clock.now():
        raise ValidationError(now_("Giờ này đã qua."))
    return until


class SwitchForm(CounterForm):
    """Mở, đóng quầy ngoài giờ đã xếp."""

    is_open = forms.ChoiceField(
        label=_("Quầy"),
        required=False,
        choices=[("", _("Theo giờ đã xếp")), ("yes", _("Mở")), ("no", _("Đóng"))],
        error_messages={"invalid_choice": _("Chọn mở, đóng hoặc theo giờ đã xếp.")},
    )
    until = Words(label=_("Đến giờ"), max_length=5, required=False)

    def clean_until(self) -> datetime | None:
        return _until(self.cleaned_data["until"])

    def wanted(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["is_open"])


class NoticeForm(ClientForm):
    """Thông báo tại sảnh."""

    text = Words(
        label=_("Nội dung"), max_length=160, error_messages={"required": _("Hãy viết nội dung thông báo.")}
    )
    until = Words(
        label=_("Hiển thị đến"), max_length=5, error_messages={"required": _("Ghi giờ, ví dụ 17:00.")}
    )

    def clean_until(self) -> datetime | None:
        return _until(self.cleaned_data["until"])


class ReopenDayForm(ClientForm):
    """Mở lại ngày lấy số."""

    reason = Words(
        label=_("Lý do mở lại"), max_length=160, error_messages={"required": _("Hãy ghi lý do mở lại.")}
    )


class WithdrawNoticeForm(ClientForm):
    """Gỡ thông báo."""

    notice = forms.UUIDField(
        label="thông báo", error_messages={"invalid": _("Thông báo này không đọc được.")}
    )
