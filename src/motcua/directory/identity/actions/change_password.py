from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.directory.identity.events import PasswordChanged, PasswordReset
from motcua.directory.identity.models import Account, PasswordRecord, Session
from motcua.directory.identity.passwords import Hashed, one_time_password, take
from motcua.directory.identity.rules import PASSWORDS_BARRED
from motcua.kernel.events import log


@transaction.atomic
def change_password(
    *, account: Account, password: str | Hashed, at: datetime, actor_id: int | None = None
) -> None:
    """Take a password its owner chose (and the validators let pass); every session of the account ends.

    The door that serves the owner opens a new session for the browser in use.
    """
    _replace(account, password, at, must_change=False)
    log.publish(
        PasswordChanged(account_id=account.pk),
        subject=f"account:{account.pk}",
        happened_at=at,
        actor_id=actor_id,
    )


@transaction.atomic
def reset_password(*, account: Account, at: datetime, actor_id: int | None = None) -> str:
    """Give a one-time password, which the owner must replace at the next sign-in; returned once, kept nowhere."""
    password = one_time_password()
    _replace(account, password, at, must_change=True)
    log.publish(
        PasswordReset(account_id=account.pk),
        subject=f"account:{account.pk}",
        happened_at=at,
        actor_id=actor_id,
    )
    return password


def _replace(account: Account, password: str | Hashed, at: datetime, *, must_change: bool) -> None:
    PasswordRecord.objects.create(account=account, password=account.password, replaced_at=at)
    kept = account.former_passwords.values_list("pk", flat=True)[:PASSWORDS_BARRED]
    account.former_passwords.exclude(pk__in=list(kept)).delete()
    take(account, password)
    account.must_change_password = must_change
    account.password_changed_at = at
    account.save(update_fields=["password", "must_change_password", "password_changed_at"])
    Session.objects.filter(account=account).delete()
