"""The hall as it stands, handed to `waits`; and what is told to one number, kept as a promise."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from motcua.facilities.halls.models import Group
from motcua.facilities.promises.actions import keep_promise
from motcua.facilities.promises.history import habits_of
from motcua.facilities.promises.models import Promise
from motcua.facilities.queueing.models import ServiceRequest, Visit
from motcua.facilities.queueing.queries import CounterLine, Snapshot, Ticket, snapshot
from motcua.facilities.queueing.queries.lines import with_last_calls
from motcua.facilities.waits.hall import Counter, Hall, Person
from motcua.facilities.waits.prediction import RUNS, Range, predict

FEW = 15
A_TENTH_MORE = 1.1
LONG, PLAYS_OF_LONG = 30, 80  # many services add up to nearly the same in every play
STILL_TRUE = timedelta(minutes=3)


@dataclass(frozen=True)
class _Kept:
    """What a hall was told, of what look, when."""

    key: tuple[Hashable, ...]
    at: datetime
    told: dict[int, Range | None]


_kept: dict[int, _Kept] = {}
_playing: defaultdict[int, Lock] = defaultdict(Lock)


def promise(visit: Visit, at: datetime) -> Promise | None:
    """What this number is told, the first time and ever after; None where nothing can be foretold."""
    kept = Promise.objects.filter(visit=visit).first()
    if kept is not None:
        return kept
    row = visit.requests.get(place=1)
    shown = snapshot(visit.hall_id, at)
    if shown is None:
        return None
    me = _person_of(row)
    told = _foretold(shown, me, at, seed=visit.pk, without=row.pk)
    if told is None:
        return None
    return keep_promise(visit=visit, group_id=row.group_id, told=told, ahead=_ahead(shown, row), at=at)


def waits_of(hall_id: int, at: datetime) -> dict[int, Range | None]:
    """How long somebody would wait who took a number of each group now; for screens.

    Many screens ask at once when a number is called: one of them plays the hall anew, the others show meanwhile
    what was told a moment ago, rather than letting people wait for their own number to appear.
    """
    shown = snapshot(hall_id, at)
    if shown is None:
        return {}
    key, kept = _looks_like(shown, at), _kept.get(hall_id)
    if kept is not None and kept.key == key:
        return kept.told
    is_old = kept is None or abs(at - kept.at) > STILL_TRUE
    if not _playing[hall_id].acquire(blocking=is_old):
        return kept.told if kept is not None else {}
    try:
        return _played(shown, key, at)
    finally:
        _playing[hall_id].release()


def _played(shown: Snapshot, key: tuple[Hashable, ...], at: datetime) -> dict[int, Range | None]:
    """Kept under its key; what another has played since we looked is taken over."""
    kept = _kept.get(shown.hall_id)
    if kept is not None and kept.key == key:
        return kept.told
    now = _minutes(at)
    told = {
        group.id: _foretold(shown, Person(str(group.id), "", now), at, seed=group.id)
        for group in shown.groups
    }
    _kept[shown.hall_id] = _Kept(key, at, told)
    return told


def _looks_like(shown: Snapshot, at: datetime) -> tuple[Hashable, ...]:
    """Halls alike in this are told the same.

    A few people are played anew with every call. A long line, whose playing takes long, only when it is a tenth
    longer or shorter, a counter has opened or closed, or a minute has passed.
    """
    if shown.waiting_count < FEW:
        return (shown.stamp, int(_minutes(at)))
    lengths = tuple((one.id, int(math.log(len(one.waiting) + 1, A_TENTH_MORE))) for one in shown.groups)
    opened = tuple((one.id, one.group_ids) for one in shown.counters if one.is_open)
    return (lengths, opened, int(_minutes(at)))


def forget_waits() -> None:
    """For tests, whose databases are put back under the same ids."""
    _kept.clear()


def _foretold(shown: Snapshot, me: Person, at: datetime, *, seed: int, without: int = 0) -> Range | None:
    line = tuple(_person(one) for group in shown.groups for one in group.waiting if one.request_id != without)
    counters = tuple(_counter(one, at) for one in shown.counters if one.is_open and one.group_ids)
    hall = Hall(_minutes(at), line, counters, in_a_row=_in_a_row(shown.hall_id))
    plays = PLAYS_OF_LONG if len(line) > LONG else RUNS
    return predict(hall, me, habits_of(shown.hall_id, at), seed=seed, runs=plays)


def _person(one: Ticket) -> Person:
    slot = _minutes(one.appointment_at) if one.appointment_at else None
    arrived = _minutes(one.first_arrival_at)
    return Person(str(one.group_id), str(one.procedure_id or ""), arrived, bool(one.priority), slot)


def _person_of(row: ServiceRequest) -> Person:
    slot = _minutes(row.appointment_at) if row.appointment_at else None
    arrived = _minutes(row.first_arrival_at)
    return Person(str(row.group_id), str(row.procedure_id or ""), arrived, row.rank > 0, slot)


def _counter(one: CounterLine, at: datetime) -> Counter:
    groups = tuple(map(str, one.group_ids))
    if one.now is None:
        return Counter(groups)
    since = one.now.called_at or one.now.since
    serving = (str(one.now.group_id), str(one.now.procedure_id or ""))
    return Counter(groups, serving=serving, busy_for=max(0.0, _minutes(at) - _minutes(since)))


def _in_a_row(hall_id: int) -> dict[str, int]:
    """Preferred people called last in a row, as far as the rule of fairness asks."""
    groups: Iterable[Any] = with_last_calls(Group.objects.filter(hall_id=hall_id))
    return {
        str(one.pk): 2 if one.last_call and one.call_before else int(bool(one.last_call)) for one in groups
    }


def _ahead(shown: Snapshot, row: ServiceRequest) -> int:
    """People whom this number finds waiting in its group."""
    group = shown.group(row.group_id)
    return sum(1 for one in group.waiting if one.request_id != row.pk) if group else 0


def _minutes(at: datetime) -> float:
    return at.timestamp() / 60
