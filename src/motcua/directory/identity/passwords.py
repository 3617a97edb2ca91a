"""One-time passwords, and the rule that a former password is not taken again."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.directory.identity.models import Account
from motcua.directory.identity.rules import PASSWORDS_BARRED

# Letters and digits that nobody mistakes for one another when read out or copied by hand.
_ALPHABET = "abcdefghkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP_LENGTH = 4, 5


@dataclass(frozen=True)
class Hashed:
    """A password as accounts keep it. Hashing is slow by intent; accounts made together with one password share it."""

    encoded: str

    @classmethod
    def of(cls, password: str) -> Hashed:
        return cls(make_password(password))


def take(account: Account, password: str | Hashed) -> None:
    """Let an account sign in with this password; whoever asks saves it."""
    if isinstance(password, Hashed):
        account.password = password.encoded
    else:
        account.set_password(password)


def one_time_password() -> str:
    """A random password of four groups, such as `k7wmn-3xqhe-...`; about 98 bits."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS))


class NotUsedBefore:
    """Django password validator: refuses the present password and the ones before it."""

    def validate(self, password: str, user: Account | None = None) -> None:
        if user is None or user.pk is None:
            return
        former = user.former_passwords.values_list("password", flat=True)[: PASSWORDS_BARRED - 1]
        if any(check_password(password, encoded) for encoded in [user.password, *former]):
            raise ValidationError(
                _("Mật khẩu này đã dùng trong %(count)d lần gần nhất; hãy chọn mật khẩu khác."),
                code="password_used",
                params={"count": PASSWORDS_BARRED},
            )

    def get_help_text(self) -> str:
        return str(gettext_lazy("Không trùng 10 mật khẩu gần nhất."))
