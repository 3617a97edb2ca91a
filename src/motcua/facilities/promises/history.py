"""What past days of a hall taught, read from its periods. Kept for the day: yesterday does not change."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise

from django.db.models import Count, Q

from motcua.facilities.halls.models import Group
from motcua.facilities.halls.rules import ticket_day
from motcua.facilities.queueing.choices import AT_COUNTER, LeftReason, State
from motcua.facilities.queueing.models import Period, ServiceRequest
from motcua.facilities.waits.habits import Basis, Habits, spans
from motcua.kernel.clock import VIETNAM

REMEMBERED = timedelta(days=60)
MOST_PERIODS = 12_000
_OPEN_MINUTES = 480.0
_BREAK = 1.5  # minutes a counter takes between two people without having been left
_LONGEST_BREAK = 90.0
_SHORTEST = 0.2


@dataclass(frozen=True)
class Stay:
    """One person at one counter: from the call to the end, in minutes of the epoch."""

    group: str
    procedure: str
    counter_id: int
    waited_since: float
    called: float
    ended: float
    is_missed: bool


def habits_of(hall_id: int, at: datetime) -> Habits:
    """From the days before the one of `at`."""
    return _habits(hall_id, ticket_day(at))


def forget() -> None:
    """For tests, whose databases are put back under the same ids."""
    _habits.cache_clear()


@lru_cache(maxsize=400)
def _habits(hall_id: int, day: date) -> Habits:
    until = datetime.combine(day, time(), VIETNAM)
    return _read(hall_id, until - REMEMBERED, until)


def _read(hall_id: int, since: datetime, until: datetime) -> Habits:
    stays = stays_of(hall_id, since, until)
    groups = list(Group.objects.filter(hall_id=hall_id))
    served = [stay for stay in stays if not stay.is_missed and stay.ended - stay.called > _SHORTEST]
    missed = [stay.ended - stay.called for stay in stays if stay.is_missed]
    turns = list(breaks(stays))
    left = [length for length in turns if length > _BREAK]
    by_procedure, by_group, mix = defaultdict(list), defaultdict(list), defaultdict(list)
    for stay in served:
        by_group[stay.group].append(stay.ended - stay.called)
        mix[stay.group].append(stay.procedure)
        if stay.procedure:
            by_procedure[stay.procedure].append(stay.ended - stay.called)
    return Habits(
        by_procedure={name: spans(minutes) for name, minutes in by_procedure.items()},
        by_group={name: spans(minutes, Basis.GROUP) for name, minutes in by_group.items()},
        normal_minutes={str(group.pk): float(group.minutes) for group in groups},
        absences=spans(left) if left else None,
        absence_chance=len(left) / len(turns) if turns else 0.0,
        no_show_chance=len(missed) / len(stays) if stays else 0.0,
        no_show_minutes=sum(missed) / len(missed) if missed else 2.0,
        priority_rate=_priority_rates(hall_id, since, until),
        mix=dict(mix),
    )


def stays_of(hall_id: int, since: datetime, until: datetime) -> list[Stay]:
    """Every person at every counter, by the call; the newest `MOST_PERIODS` stretches are read."""
    forgotten = Q(state__in=AT_COUNTER, request__reason=LeftReason.UNENDED)
    rows = Period.objects.filter(~forgotten, hall_id=hall_id, from_at__gte=since, to_at__lt=until)
    columns = ("request_id", "group_id", "request__procedure_id", "state", "from_at", "to_at", "counter_id")
    by_request = defaultdict(list)
    for row in rows.order_by("-id").values_list(*columns)[:MOST_PERIODS]:
        by_request[row[0]].append(row)
    stays = [stay for periods in by_request.values() for stay in _stays(periods[::-1])]
    return sorted(stays, key=lambda stay: stay.called)


def _stays(periods: list[tuple]) -> list[Stay]:
    """The stays of one request: a hold or a transfer in between begins another."""
    stays: list[Stay] = []
    waited_since = _minutes(periods[0][4])
    for _request, group, procedure, state, began, ended, counter in periods:
        if state == State.WAITING:
            waited_since = _minutes(began)
        elif state in AT_COUNTER and stays and stays[-1].ended == _minutes(began):
            last = stays[-1]
            stays[-1] = Stay(**(vars(last) | {"ended": _minutes(ended), "is_missed": False}))
        elif state in AT_COUNTER:
            said = (
                str(group),
                str(procedure or ""),
                counter or 0,
                waited_since,
                _minutes(began),
                _minutes(ended),
            )
            stays.append(Stay(*said, is_missed=state == State.CALLED))
    return stays


def breaks(stays: list[Stay]) -> list[float]:
    """How long counters stood empty although the one they called next was waiting already."""
    by_counter = defaultdict(list)
    for stay in stays:
        by_counter[stay.counter_id].append(stay)
    gaps = [
        max(0.0, following.called - stay.ended)
        for row in by_counter.values()
        for stay, following in pairwise(row)
        if following.waited_since < stay.ended
    ]
    return [gap for gap in gaps if gap <= _LONGEST_BREAK]  # longer ones are the noon and the night


def _priority_rates(hall_id: int, since: datetime, until: datetime) -> dict[str, float]:
    rows = ServiceRequest.objects.filter(
        hall_id=hall_id, first_arrival_at__gte=since, first_arrival_at__lt=until
    )
    days = rows.values("day").distinct().count()
    counted = (
        rows.filter(rank__gt=0)
        .values("group_id")
        .annotate(count=Count("pk"))
        .values_list("group_id", "count")
    )
    return {str(group): count / (days * _OPEN_MINUTES) for group, count in counted} if days else {}


def _minutes(at: datetime) -> float:
    return at.timestamp() / 60
