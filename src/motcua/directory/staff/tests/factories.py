"""Lent roles and absences to test with, made by the real actions."""

from __future__ import annotations

from datetime import date, timedelta

from motcua.directory.agencies.actions import Lending, lend_role
from motcua.directory.agencies.models import Membership, Officer
from motcua.directory.staff.actions import NewAbsence, enter_absence
from motcua.directory.staff.models import Absence
from motcua.kernel import clock

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


def lend(
    lender: Officer,
    to: Officer,
    *,
    start: date | None = None,
    end: date | None = None,
    membership: Membership | None = None,
) -> Membership:
    """The lender's head's role (or this one), for a week from today unless said otherwise."""
    start = start or clock.today()
    heads = lender.memberships.filter(role__in=("approver", "division_head"), lent_by=None)
    return lend_role(
        lending=Lending(
            membership=membership or heads.first() or lender.memberships.get(), to=to, valid_from=start, valid_to=end or start + WEEK,
            decision="15/QĐ-UBND", signs_as="tuq",
        ),
        at=clock.now(),
    )  # fmt: skip


def away(
    officer: Officer, substitute: Officer | None = None, *, start: date | None = None, end: date | None = None
) -> Absence:
    """Away for a week from today unless said otherwise."""
    start = start or clock.today()
    new = NewAbsence(
        officer=officer, substitute=substitute, valid_from=start, valid_to=end or start + WEEK, reason="leave"
    )
    return enter_absence(new=new, at=clock.now())
