"""What can be asked about accounts and sessions."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from motcua.directory.identity.models import Account, Session
from motcua.directory.identity.rules import IDLE_LIMIT


def idle_accounts(at: datetime) -> QuerySet[Account]:
    """Open accounts that were neither used nor switched on for 45 days."""
    edge = at - IDLE_LIMIT
    return Account.objects.filter(disabled_at=None, enabled_at__lte=edge).filter(
        Q(last_login=None) | Q(last_login__lte=edge)
    )


def live_sessions_of(account: Account, at: datetime) -> QuerySet[Session]:
    """Sessions of the account that have not run out, latest seen first."""
    return Session.objects.filter(account=account, expire_date__gt=at).defer("session_data")
