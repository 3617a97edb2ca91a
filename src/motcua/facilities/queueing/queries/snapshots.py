"""One picture of a hall, from which every screen is drawn. Made in four reads, kept until the hall changes."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from threading import Lock

from django.db.models import Q

from motcua.facilities.halls.models import Group, Hall, HallCounter, HallStatement
from motcua.facilities.halls.rules import ticket_day
from motcua.facilities.queueing.choices import AT_COUNTER, OPEN, State
from motcua.facilities.queueing.models import ServiceRequest
from motcua.facilities.queueing.queries.lines import ordered, with_last_calls
from motcua.kernel.prepared import Given, Prepared

CALLS_SHOWN = 8
CALLS_LOOKED_BACK = timedelta(minutes=30)
KEPT_HALLS = 200


@dataclass(frozen=True)
class Ticket:
    """One request as screens show it; instants, so that a screen counts minutes itself."""

    request_id: int
    visit_id: int
    label: str
    group_id: int
    procedure_id: int | None
    priority: str
    state: str
    since: datetime
    first_arrival_at: datetime
    appointment_at: datetime | None
    for_counter_id: int | None
    counter_id: int | None
    counter_number: int | None
    called_at: datetime | None
    last_call_at: datetime | None
    calls: int
    started_at: datetime | None


@dataclass(frozen=True)
class GroupLine:
    """A group and who waits in it, in the order of calling."""

    id: int
    letter: str
    name: str
    minutes: int
    waiting: tuple[Ticket, ...]
    open_counters: int


@dataclass(frozen=True)
class CounterLine:
    """A counter: who sits there, whom it has called or serves."""

    id: int
    number: int
    name: str
    group_ids: tuple[int, ...]
    is_open: bool
    officer_id: int | None
    help_at: datetime | None
    now: Ticket | None


@dataclass(frozen=True)
class Notice:
    """What the hall is told until an instant."""

    id: str
    text: str
    until: datetime


@dataclass(frozen=True)
class Snapshot:
    """Everything screens of a hall show. `stamp` changes whenever anything here does but the minute."""

    hall_id: int
    agency_id: int
    stamp: int
    at: datetime
    is_paused: bool
    is_day_closed: bool
    issues_by_week: bool
    closing_message: str
    groups: tuple[GroupLine, ...]
    counters: tuple[CounterLine, ...]
    calls: tuple[Ticket, ...]
    missed: tuple[Ticket, ...]
    held: tuple[Ticket, ...]
    notices: tuple[Notice, ...]

    @property
    def is_issuing(self) -> bool:
        """Whether the week and the officers of the hall have numbers issued now (days off aside)."""
        return self.issues_by_week and not self.is_paused and not self.is_day_closed

    @property
    def waiting_count(self) -> int:
        return sum(len(group.waiting) for group in self.groups)

    def group(self, group_id: int) -> GroupLine | None:
        return next((group for group in self.groups if group.id == group_id), None)

    def counter(self, counter_id: int) -> CounterLine | None:
        return next((counter for counter in self.counters if counter.id == counter_id), None)


_hall = Prepared(lambda: Hall.objects.filter(pk=Given("id")).order_by())
_kept: OrderedDict[int, Snapshot] = OrderedDict()
_lock = Lock()


def snapshot(hall_id: int, at: datetime) -> Snapshot | None:
    """The hall as it is; None when there is none. One read while nothing changed and the minute is the same."""
    hall = _hall.first(id=hall_id)
    if hall is None:
        return None
    with _lock:
        kept = _kept.get(hall_id)
    if kept is not None and kept.stamp == hall.stamp and _minute(kept.at) == _minute(at):
        return kept
    # The stamp was read first: what follows is at least as new, never older than it claims.
    made = _made(hall, list(with_last_calls(Group.objects.filter(hall_id=hall_id))), at)
    with _lock:
        _kept[hall_id] = made
        _kept.move_to_end(hall_id)
        while len(_kept) > KEPT_HALLS:
            _kept.popitem(last=False)
    return made


def forget_snapshots() -> None:
    """For tests, whose databases are put back under the same ids."""
    with _lock:
        _kept.clear()
    _notice_text.cache_clear()


def _minute(at: datetime) -> int:
    return int(at.timestamp() // 60)


def _made(hall: Hall, groups: list[Group], at: datetime) -> Snapshot:
    day = ticket_day(at)
    counters = list(HallCounter.objects.filter(hall=hall).select_related("counter"))
    rows = list(_rows(hall, at))
    numbers = {row.pk: row.counter.number for row in counters}
    tickets = {row.pk: _ticket(row, numbers) for row in rows}
    lines = ordered([row.waiting() for row in rows if row.state == State.WAITING], groups, at)
    rules = hall.rules_on(day)
    at_counters = {one.counter_id: one for one in tickets.values() if one.state in AT_COUNTER}
    shown = tuple(
        _counter(row, at_counters.get(row.pk), at) for row in counters if row.counter.is_valid_on(day)
    )
    return Snapshot(
        hall_id=hall.pk,
        agency_id=hall.agency_id,
        stamp=hall.stamp,
        at=at,
        is_paused=hall.paused_at is not None,
        is_day_closed=hall.closed_day == day,
        issues_by_week=rules.issues_at(at),
        closing_message=rules.closing_message,
        groups=tuple(
            GroupLine(
                id=group.pk,
                letter=group.letter,
                name=group.name,
                minutes=group.minutes,
                waiting=tuple(tickets[one.id] for one in lines.get(group.pk, ())),
                open_counters=sum(1 for one in shown if one.is_open and group.pk in one.group_ids),
            )
            for group in groups
            if not group.is_closed or lines.get(group.pk)
        ),
        counters=shown,
        calls=_calls(tickets.values()),
        missed=_in_state(tickets.values(), State.MISSED),
        held=_in_state(tickets.values(), State.HELD),
        notices=_notices(hall, at),
    )


def _rows(hall: Hall, at: datetime):
    recent = Q(called_at__gte=at - CALLS_LOOKED_BACK)
    return ServiceRequest.objects.filter(Q(state__in=sorted(OPEN)) | recent, hall=hall).order_by("pk")


def _ticket(row: ServiceRequest, numbers: dict[int, int]) -> Ticket:
    return Ticket(
        request_id=row.pk,
        visit_id=row.visit_id,
        label=row.label,
        group_id=row.group_id,
        procedure_id=row.procedure_id,
        priority=row.priority,
        state=row.state,
        since=row.since,
        first_arrival_at=row.first_arrival_at,
        appointment_at=row.appointment_at,
        for_counter_id=row.for_counter_id,
        counter_id=row.counter_id,
        counter_number=numbers.get(row.counter_id or 0),
        called_at=row.called_at,
        last_call_at=row.last_call_at,
        calls=row.calls,
        started_at=row.started_at,
    )


def _counter(row: HallCounter, now: Ticket | None, at: datetime) -> CounterLine:
    return CounterLine(
        id=row.pk,
        number=row.counter.number,
        name=row.counter.name,
        group_ids=tuple(row.group_ids),
        is_open=row.officer_id is not None and row.opens_at(at),
        officer_id=row.officer_id,
        help_at=row.help_at,
        now=now,
    )


def _calls(tickets) -> tuple[Ticket, ...]:
    """Those called last, the newest first; who was put back or moved on is no longer shown at a counter."""
    called = [one for one in tickets if one.called_at and one.counter_id and one.label and one.calls]
    newest = sorted(called, key=lambda one: (one.called_at, one.request_id), reverse=True)
    return tuple(newest[:CALLS_SHOWN])


def _in_state(tickets, state: State) -> tuple[Ticket, ...]:
    return tuple(sorted((one for one in tickets if one.state == state), key=lambda one: one.since))


def _notices(hall: Hall, at: datetime) -> tuple[Notice, ...]:
    posted = [Notice(one["id"], "", datetime.fromisoformat(one["until"])) for one in hall.notices]
    return tuple(
        Notice(one.id, text, one.until) for one in posted if one.until > at and (text := _notice_text(one.id))
    )


@lru_cache(maxsize=500)
def _notice_text(notice_id: str) -> str:
    """Statements are never rewritten, so one read of each is enough."""
    said = HallStatement.objects.filter(pk=notice_id).first()
    return said.body.get("text", "") if said else ""
