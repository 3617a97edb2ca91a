"""What an officer says of an appointment: what for, on which day, at which time, and perhaps for whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from motcua.directory.applicants.identity import NotValid, clean_personal_id
from motcua.facilities.booking import queries
from motcua.facilities.booking.actions import SlotTaken, TooManyThatDay
from motcua.facilities.booking.queries import Slot
from motcua.facilities.halls.models import Hall
from motcua.facilities.queueing.rules.tickets import person_key
from motcua.kernel.ui import words
from motcua.kernel.ui.fields import ClientForm, VietnamDate, Words


class DayForm(forms.Form):
    """Ngày cần xem."""

    day = VietnamDate(
        label=_("Ngày"), required=False, error_messages={"invalid": _("Ghi ngày dạng dd/mm/yyyy.")}
    )


class CodeForm(forms.Form):
    """Tìm theo mã hẹn."""

    code = Words(
        label=_("Mã hẹn"),
        max_length=20,
        help_text=_("8 chữ số người dân đọc hoặc đưa xem."),
        error_messages={
            "required": _("Hãy nhập mã hẹn."),
            "max_length": _("Mã hẹn có 8 chữ số."),
        },
    )


class AskForm(forms.Form):
    """Việc gì, ngày nào."""

    group = forms.ChoiceField(
        label=_("Việc"),
        error_messages={"required": _("Hãy chọn việc."), "invalid_choice": _("Nhóm này không nhận hẹn.")},
    )
    day = VietnamDate(
        label=_("Ngày hẹn"),
        error_messages={"required": _("Hãy ghi ngày hẹn."), "invalid": _("Ghi ngày dạng dd/mm/yyyy.")},
    )

    def __init__(self, *args: Any, hall: Hall, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hall, self.at = hall, at
        groups = hall.groups.filter(is_closed=False)
        self.fields["group"].choices = [(str(group.pk), str(group)) for group in groups]  # type: ignore[attr-defined]

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if reason := queries.why_closed(self.hall, day, self.at):
            raise ValidationError(reason)
        return day

    def group_id(self) -> int:
        """Only after `is_valid()`."""
        return int(self.cleaned_data["group"])


class SlotForm(ClientForm):
    """Giữ một giờ cho người dân."""

    refused_at = {SlotTaken: "slot", TooManyThatDay: "personal_id"}

    slot = forms.ChoiceField(
        label=_("Giờ hẹn"),
        error_messages={
            "required": _("Hãy chọn một giờ."),
            "invalid_choice": _("Giờ này vừa hết chỗ. Hãy chọn giờ khác."),
        },
    )
    personal_id = Words(
        label=_("Số định danh của người hẹn"),
        max_length=20,
        required=False,
        help_text=_("Chỉ để đếm số lượt trong ngày hẹn. Hệ thống không lưu lại số này."),
        error_messages={"max_length": _("Số định danh có 12 chữ số.")},
    )

    def __init__(self, *args: Any, slots: Iterable[Slot], day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day
        choices = [(slot.starts_at.isoformat(), _shown(slot)) for slot in slots if slot.left]
        self.fields["slot"].choices = choices  # type: ignore[attr-defined]

    def clean_personal_id(self) -> str:
        """A key that counts the numbers of that day; what was typed goes no further."""
        typed = self.cleaned_data["personal_id"]
        if not typed:
            return ""
        try:
            return person_key(settings.SECRET_KEY, clean_personal_id(typed), self.day.isoformat())
        except NotValid as failure:
            raise ValidationError(now_("Số định danh có 12 chữ số.")) from failure

    def starts_at(self) -> datetime:
        """Only after `is_valid()`."""
        return datetime.fromisoformat(self.cleaned_data["slot"])


class ActForm(ClientForm):
    """One press."""


def _shown(slot: Slot) -> str:
    left = ngettext("còn %(n)s chỗ", "còn %(n)s chỗ", slot.left) % {"n": slot.left}
    return f"{words.local(slot.starts_at):%H:%M} · {left}"
