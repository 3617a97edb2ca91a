from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from motcua.facilities.printing.actions import NewPrinter, PrinterTaken, WrongAddress
from motcua.facilities.printing.choices import Kind
from motcua.kernel.ui.fields import ClientForm, Words


class PrinterForm(ClientForm):
    """Khai máy in phiếu số."""

    refused_at = {WrongAddress: "address", PrinterTaken: "address"}

    name = Words(
        label=_("Tên máy in"),
        max_length=60,
        help_text=_("Nơi đặt máy, ví dụ “Máy lấy số cửa chính”."),
        error_messages={"required": _("Chưa nhập tên máy in.")},
    )
    kind = forms.ChoiceField(
        label=_("Cách nối"), choices=Kind.choices, error_messages={"required": _("Chưa chọn cách nối.")}
    )
    address = Words(
        label=_("Địa chỉ"),
        max_length=64,
        help_text=_("Mạng: 192.168.1.50 hoặc 192.168.1.50:9100. USB: /dev/usb/lp0."),
        error_messages={"required": _("Chưa nhập địa chỉ.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [choice for choice in Kind.choices if choice[0] != Kind.FAKE or settings.DEMO_ALLOWED]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

    def new(self) -> NewPrinter:
        return NewPrinter(**{name: self.cleaned_data[name] for name in ("name", "kind", "address")})


class ActForm(ClientForm):
    """One press."""
