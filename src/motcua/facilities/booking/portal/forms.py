"""What a citizen sends: a time, or the PIN that gives it back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.facilities.booking.queries import Slot
from motcua.kernel.ui import words
from motcua.kernel.ui.fields import ClientForm


class BookForm(ClientForm):
    """Chọn giờ hẹn."""

    slot = forms.ChoiceField(
        label=_("Giờ hẹn"),
        error_messages={
            "required": _("Hãy chọn một giờ."),
            "invalid_choice": _("Giờ này vừa hết chỗ. Hãy chọn giờ khác."),
        },
    )

    def __init__(self, *args: Any, slots: Iterable[Slot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(slot.starts_at.isoformat(), words.long_instant(slot.starts_at)) for slot in slots]
        self.fields["slot"].choices = choices  # type: ignore[attr-defined]

    def starts_at(self) -> datetime:
        """Only after `is_valid()`."""
        return datetime.fromisoformat(self.cleaned_data["slot"])


class CancelForm(forms.Form):
    """Hủy lịch hẹn."""

    pin = forms.CharField(
        label=_("Mã hủy"),
        max_length=12,
        help_text=_("6 chữ số hiện khi đặt hẹn."),
        error_messages={"required": _("Hãy nhập mã hủy.")},
    )
