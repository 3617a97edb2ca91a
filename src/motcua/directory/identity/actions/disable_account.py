from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.directory.identity.events import AccountDisabled, AccountEnabled
from motcua.directory.identity.models import Account, Session
from motcua.directory.identity.queries import idle_accounts
from motcua.directory.identity.rules import is_idle
from motcua.kernel.events import log


@transaction.atomic
def disable_account(
    *, account: Account, at: datetime, cause: str = "decision", actor_id: int | None = None
) -> None:
    """Shut an account and end its sessions; shutting one that is shut changes nothing."""
    changed = Account.objects.filter(pk=account.pk, disabled_at=None).update(disabled_at=at)
    Session.objects.filter(account=account).delete()
    account.refresh_from_db(fields=["disabled_at"])
    if changed:
        log.publish(
            AccountDisabled(account_id=account.pk, cause=cause),
            subject=f"account:{account.pk}",
            happened_at=at,
            actor_id=actor_id,
        )


@transaction.atomic
def enable_account(*, account: Account, at: datetime, actor_id: int | None = None) -> None:
    """Open an account that is shut or about to be for idleness; its idle time counts anew."""
    account.refresh_from_db()
    if account.is_active and not is_idle(used_at=account.used_at, at=at):
        return
    account.disabled_at, account.enabled_at = None, at
    account.save(update_fields=["disabled_at", "enabled_at"])
    log.publish(
        AccountEnabled(account_id=account.pk),
        subject=f"account:{account.pk}",
        happened_at=at,
        actor_id=actor_id,
    )


def disable_idle_accounts(*, at: datetime) -> int:
    """Shut every account nobody used for 45 days; returns how many.

    Law: TCVN 14423:2026.
    """
    idle = list(idle_accounts(at))
    for account in idle:
        disable_account(account=account, at=at, cause="idle")
    return len(idle)
