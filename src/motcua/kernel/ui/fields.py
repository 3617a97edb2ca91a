"""Form fields that keep Vietnamese text composed and clean, and the id a client makes."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.kernel.text import UnreadableText, clean


class Words(forms.CharField):
    """One line of text: NFC, single spaces, no control characters."""

    def clean(self, value: object) -> str:
        try:
            text = clean(str(value or ""))
        except UnreadableText as failure:
            raise ValidationError(str(failure)) from failure
        return super().clean(text)


class Lines(forms.CharField):
    """Several lines of text."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 3, **kwargs: object) -> None:
        kwargs.setdefault("max_length", 4000)
        super().__init__(**kwargs)  # type: ignore[arg-type]
        self.widget.attrs["rows"] = rows

    def clean(self, value: object) -> str:
        try:
            text = clean(str(value or ""), multiline=True)
        except UnreadableText as failure:
            raise ValidationError(str(failure)) from failure
        return super().clean(text)


class VietnamDate(forms.DateField):
    """A day written dd/mm/yyyy (ISO is taken too)."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("input_formats", ["%d/%m/%Y", "%Y-%m-%d"])
        widget = forms.DateInput(
            format="%d/%m/%Y", attrs={"inputmode": "numeric", "placeholder": "dd/mm/yyyy"}
        )
        kwargs.setdefault("widget", widget)
        super().__init__(**kwargs)  # type: ignore[arg-type]


class ClientForm(forms.Form):
    """Every form that writes carries an id made when it was opened: sent twice, stored once."""

    client_id = forms.UUIDField(
        label=_("Mã gửi"),
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Trang thiếu mã gửi. Hãy bấm lại; chưa có gì được lưu."),
            "invalid": _("Mã gửi không đọc được. Hãy bấm lại; chưa có gì được lưu."),
        },
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["client_id"].initial = uuid4

    def full_clean(self) -> None:
        """An id that cannot be used is replaced, so that pressing again works."""
        super().full_clean()
        if self.is_bound and "client_id" in self.errors:
            self.renew_client_id()

    def renew_client_id(self) -> None:
        """Give the page a fresh id: the next press is a new act."""
        data: Any = self.data.copy()
        data[self.add_prefix("client_id")] = str(uuid4())
        self.data = data
