"""What falls due by day: one grouped read over the work list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate

from motcua.casework.dossiers.models import Dossier
from motcua.casework.handling.narrowing import day_span
from motcua.casework.handling.work_list import WorkList
from motcua.facilities.workflow.models import Token
from motcua.kernel.clock import VIETNAM

LATE_AT_MOST = 1000


def due_by_day(found: WorkList, first: date, last: date) -> dict[date, int]:
    """How many steps of a list have their promise on each day from `first` to `last`."""
    days = _within(found, first, last).order_by().annotate(day=TruncDate("due_at", tzinfo=VIETNAM))
    return {row["day"]: row["number"] for row in days.values("day").annotate(number=Count("pk"))}


def late_by_day(found: WorkList, first: date, last: date, at: datetime) -> dict[date, int]:
    """How many of them are past their promised minute already."""
    return due_by_day(WorkList(found.steps.filter(due_at__lt=at), found.drafts.none()), first, last)


def late(found: WorkList, at: datetime) -> int:
    """How many are late altogether, counted no further than LATE_AT_MOST."""
    return found.steps.filter(due_at__lt=at).order_by()[:LATE_AT_MOST].count()


def rows_by_day(found: WorkList, days: Iterable[date], most: int) -> dict[date, list[Dossier]]:
    """The first dossiers due on each of a few days, soonest first."""
    none = found.drafts.none()
    return {day: WorkList(_within(found, day, day), none)[0:most] for day in days}


def _within(found: WorkList, first: date, last: date) -> QuerySet[Token]:
    return found.steps.filter(due_at__gte=day_span(first)[0], due_at__lt=day_span(last)[1])
