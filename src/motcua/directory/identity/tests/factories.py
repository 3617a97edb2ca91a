"""Accounts to test with."""

from __future__ import annotations

from datetime import datetime
from itertools import count

from motcua.directory.identity.actions.create_account import create_account
from motcua.directory.identity.models import Account
from motcua.kernel import clock

PASSWORD = "mot cua thu nghiem 2026"
NEW_PASSWORD = "con trau di truoc cai cay"
_numbers = count(1)


def make_account(username: str = "", *, at: datetime | None = None, **fields: object) -> Account:
    """An open account with PASSWORD that need not be changed."""
    return create_account(
        username=username or f"taikhoan{next(_numbers)}",
        password=PASSWORD,
        at=at or clock.now(),
        **({"must_change_password": False} | fields),  # type: ignore[arg-type]
    )
