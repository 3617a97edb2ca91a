from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.directory.identity.choices import AccountKind
from motcua.directory.identity.events import AccountKindChanged
from motcua.directory.identity.models import Account
from motcua.kernel.events import log


@transaction.atomic
def change_account_kind(
    *, account: Account, kind: AccountKind, at: datetime, actor_id: int | None = None
) -> None:
    """Put an account under the rules of another kind; nothing happens when it has that kind."""
    if not Account.objects.filter(pk=account.pk).exclude(kind=kind).update(kind=kind):
        return
    account.kind = kind
    log.publish(
        AccountKindChanged(account_id=account.pk, account_kind=str(kind)),
        subject=f"account:{account.pk}",
        happened_at=at,
        actor_id=actor_id,
    )
