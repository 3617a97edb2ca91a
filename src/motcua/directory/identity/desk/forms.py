"""Forms for signing in and for a new password."""

from __future__ import annotations

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.directory.identity.models import Account

MAX_PASSWORD = 128
REQUIRED = {"required": _("Chưa nhập ô này.")}


class SignInForm(forms.Form):
    """Tên đăng nhập và mật khẩu."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=64,
        error_messages={"required": _("Chưa nhập tên đăng nhập.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        max_length=MAX_PASSWORD,
        strip=False,
        error_messages={"required": _("Chưa nhập mật khẩu.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def clean_username(self) -> str:
        return self.cleaned_data["username"].strip().lower()


class PasswordForm(forms.Form):
    """Đổi mật khẩu: the present one proves who is asking."""

    current = forms.CharField(
        label=_("Mật khẩu đang dùng"),
        max_length=MAX_PASSWORD,
        strip=False,
        error_messages=REQUIRED,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        label=_("Mật khẩu mới"),
        max_length=MAX_PASSWORD,
        strip=False,
        error_messages=REQUIRED,
        help_text=_(
            "Ít nhất 14 ký tự, không toàn chữ số, không trùng 10 mật khẩu gần nhất. Một câu dài dễ nhớ là tốt nhất."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Nhập lại mật khẩu mới"),
        max_length=MAX_PASSWORD,
        strip=False,
        error_messages=REQUIRED,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, account: Account, **kwargs) -> None:  # type: ignore[no-untyped-def]
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        validate_password(password, self.account)
        return password

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        if "password" in cleaned and "again" in cleaned and cleaned["password"] != cleaned["again"]:
            self.add_error("again", ValidationError(_("Hai lần nhập mật khẩu mới không giống nhau.")))
        return cleaned
