"""Forms for officers, their roles and their accounts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.directory.agencies import permissions
from motcua.directory.agencies.actions import Grant, NewOfficer
from motcua.directory.agencies.desk.form_words import BAD_DATE, CHOOSE, MISSING, AgencyChoice
from motcua.directory.agencies.models import Agency, Officer
from motcua.kernel.ui.fields import ClientForm, VietnamDate, Words


class GrantForm(ClientForm):
    """Giao vai trò."""

    agency = AgencyChoice(
        label=_("Cơ quan"),
        queryset=Agency.objects.none(),
        empty_label=_("Chọn cơ quan"),
        error_messages=CHOOSE,
    )
    role = forms.ChoiceField(label=_("Vai trò"), error_messages=CHOOSE)
    valid_from = VietnamDate(label=_("Từ ngày"), error_messages=BAD_DATE)
    valid_to = VietnamDate(
        label=_("Thôi giữ từ ngày"),
        required=False,
        help_text=_("Để trống nếu chưa định."),
        error_messages=BAD_DATE,
    )
    home_agency = AgencyChoice(
        label=_("Cơ quan cử đến"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label=_("Không phải người được cử đến"),
        help_text=_("Cử đến Một cửa thì phải có ngày thôi giữ, không quá 36 tháng."),
        error_messages=CHOOSE,
    )

    def __init__(self, *args: Any, by: Officer, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = permissions.agencies_administered(by, on)  # type: ignore[attr-defined]
        self.fields["home_agency"].queryset = Agency.objects.on(on)  # type: ignore[attr-defined]
        choices = [("", _("Chọn vai trò")), *permissions.grantable_roles(by, on)]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]
        self.fields["valid_from"].initial = on

    def grant(self) -> Grant:
        """What was asked for; only after `is_valid()`."""
        names = ("agency", "role", "valid_from", "valid_to", "home_agency")
        return Grant(**{name: self.cleaned_data[name] for name in names})


class NewOfficerForm(GrantForm):
    """Thêm cán bộ: account, person and first role."""

    field_order = ("name", "username", "title", "phone", "email", "agency", "role", "valid_from", "valid_to")

    username = Words(
        label=_("Tên đăng nhập"),
        max_length=64,
        help_text=_("Chữ thường không dấu, ví dụ nguyenvana."),
        error_messages=MISSING,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    name = Words(label=_("Họ và tên"), max_length=120, error_messages=MISSING)
    title = Words(label=_("Chức danh"), max_length=160, required=False)
    phone = Words(label=_("Điện thoại"), max_length=30, required=False)
    email = forms.EmailField(
        label=_("Thư điện tử"), required=False, error_messages={"invalid": _("Địa chỉ thư không đúng dạng.")}
    )

    def person(self) -> NewOfficer:
        said = {name: self.cleaned_data[name] for name in ("name", "title", "phone", "email", "valid_from")}
        return NewOfficer(**said)


class EndForm(ClientForm):
    """Thôi giữ vai trò."""

    on = VietnamDate(label=_("Thôi giữ từ ngày"), error_messages=BAD_DATE)


class OfficerNameForm(ClientForm):
    """Tên và chức danh từ một ngày."""

    name = Words(label=_("Họ và tên"), max_length=120, error_messages=MISSING)
    title = Words(label=_("Chức danh"), max_length=160, required=False)
    on = VietnamDate(label=_("Từ ngày"), error_messages=BAD_DATE)


class AccountForm(ClientForm):
    """Khóa, mở, cấp lại mật khẩu."""

    act = forms.ChoiceField(
        choices=[("disable", "disable"), ("enable", "enable"), ("reset", "reset")], error_messages=CHOOSE
    )
