from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction

from motcua.directory.identity.choices import AccountKind
from motcua.directory.identity.events import AccountCreated
from motcua.directory.identity.models import Account
from motcua.directory.identity.passwords import Hashed, take
from motcua.directory.identity.refusal import Refused
from motcua.kernel.events import log

_USERNAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,62})[a-z0-9]")


class UsernameTaken(Refused):
    """Tên đăng nhập này đã có người dùng; hãy chọn tên khác."""


class UsernameUnfit(Refused):
    """Tên đăng nhập dài từ 3 đến 64 ký tự, chỉ gồm chữ thường không dấu, chữ số, dấu chấm, gạch nối hoặc gạch dưới."""


@transaction.atomic
def create_account(
    *,
    username: str,
    password: str | Hashed,
    at: datetime,
    kind: AccountKind = AccountKind.OPERATOR,
    must_change_password: bool = True,
    actor_id: int | None = None,
) -> Account:
    """Make an account that can sign in with `password`, by default once before choosing another.

    Raises UsernameUnfit and UsernameTaken.
    """
    name = username.strip().lower()
    if not _USERNAME.fullmatch(name):
        raise UsernameUnfit
    if Account.objects.filter(username=name).exists():
        raise UsernameTaken
    account = Account(
        username=name,
        kind=kind,
        must_change_password=must_change_password,
        password_changed_at=at,
        created_at=at,
        enabled_at=at,
    )
    take(account, password)
    account.save(force_insert=True)
    log.publish(
        AccountCreated(account_id=account.pk, account_kind=str(kind)),
        subject=f"account:{account.pk}",
        happened_at=at,
        actor_id=actor_id,
    )
    return account
