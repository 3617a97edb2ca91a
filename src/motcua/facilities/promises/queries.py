"""Promises and the waits that followed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min, OuterRef, Q, QuerySet, Subquery

from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies.models import Officer
from motcua.facilities.halls.models import Group, Hall
from motcua.facilities.halls.permissions import SUPERVISING
from motcua.facilities.promises.measuring import Score, Told, score
from motcua.facilities.promises.models import Promise
from motcua.facilities.queueing.choices import State
from motcua.facilities.queueing.models import Period
from motcua.kernel.prepared import Given, Prepared


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    name: str
    score: Score


_PROMISE = Prepared(lambda: Promise.objects.filter(visit_id=Given("visit")).order_by())


def promise_of(visit_id: int) -> Promise | None:
    """What a number was told; None when it was told nothing."""
    return _PROMISE.first(visit=visit_id)


def supervised_halls(officer: Officer, on: date) -> QuerySet[Hall]:
    """Halls whose promises this officer answers for: those one runs, and those in one's field."""
    halls = Hall.objects.select_related("one_stop__serves", "service_point")
    scope = rights.administered_ids(officer, on)
    if scope is None:
        return halls
    own = rights.agencies_of(officer, on=on, roles=SUPERVISING)
    return halls.filter(Q(agency_id__in=own | scope) | Q(one_stop__serves_id__in=own))


def kept_in(hall: Hall, since: datetime, until: datetime) -> tuple[list[Row], Score | None]:
    """By group, and all together."""
    told = _told(hall, since, until)
    groups = Group.objects.filter(pk__in=list(told))
    rows = [Row(str(group), found) for group in groups if (found := score(told[group.pk]))]
    return rows, score(one for many in told.values() for one in many)


def by_day(hall: Hall, since: datetime, until: datetime) -> list[tuple[date, Score]]:
    """The newest first."""
    days: dict[date, list[Told]] = defaultdict(list)
    for day, _group, told in _waits(hall, since, until):
        days[day].append(told)
    return [(day, found) for day in sorted(days, reverse=True) if (found := score(days[day]))]


def _told(hall: Hall, since: datetime, until: datetime) -> dict[int, list[Told]]:
    told: dict[int, list[Told]] = defaultdict(list)
    for _day, group_id, one in _waits(hall, since, until):
        told[group_id].append(one)
    return told


def _waits(hall: Hall, since: datetime, until: datetime) -> list[tuple[date, int, Told]]:
    """Day, group, promise and wait until the first call; who left before it is not counted."""
    called = Period.objects.filter(request__visit=OuterRef("visit"), request__place=1, state=State.CALLED)
    first = called.order_by().values("request__visit").annotate(first=Min("from_at")).values("first")
    rows = Promise.objects.filter(hall=hall, told_at__gte=since, told_at__lt=until)
    columns = ("visit__day", "group_id", "low", "high", "promised", "middle", "basis", "told_at", "called_at")
    found = rows.annotate(called_at=Subquery(first)).exclude(called_at=None).values_list(*columns)
    return [
        (day, group_id, Told._make((*said, max(0.0, (called_at - told_at).total_seconds() / 60))))
        for day, group_id, *said, told_at, called_at in found
    ]
