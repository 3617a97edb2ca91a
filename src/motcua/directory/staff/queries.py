"""Who is behind an account."""

from __future__ import annotations

from datetime import date

from motcua.directory.agencies.models import Membership, Officer
from motcua.directory.identity.models import Account


def officer_of(account: Account, on: date) -> Officer | None:
    """The officer behind an account, with the memberships in force on a day; one query where there are any."""
    rows = list(
        Membership.objects.on(on)
        .filter(officer__account_id=account.pk)
        .select_related("officer", "agency__unit__parent")
        .order_by("valid_from", "id")
    )
    officer = rows[0].officer if rows else Officer.objects.filter(account_id=account.pk).first()
    if officer is not None:
        officer.account = account
        officer.live_memberships, officer.live_on = rows, on
    return officer
