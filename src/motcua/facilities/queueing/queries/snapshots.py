"""One picture of a hall, from which every screen is drawn. Made in five reads, kept until the hall changes."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from functools import lru_cache
from threading import Lock
from typing import Any

from django.db.models import QuerySet

from motcua.facilities.halls.models import Group, Hall, HallCounter, HallStatement
from motcua.facilities.halls.rules import ticket_day
from motcua.facilities.queueing.choices import AT_COUNTER, OPEN, State
from motcua.facilities.queueing.models import ServiceRequest
from motcua.facilities.queueing.queries.lines import ordered, with_last_calls
from motcua.facilities.queueing.rules.order import Waiting
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


# Rows of a hall are read as values, the ticket first, then what its place in line depends on besides.
_OF_TICKET = tuple(
    {"request_id": "id"}.get(field.name, field.name)
    for field in fields(Ticket)
    if field.name != "counter_number"
)
_OF_LINE = ("line_at", "rank", "returned_at", "behind_id")


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
_groups = Prepared(lambda: with_last_calls(Group.objects.filter(hall_id=Given("hall"))))
_counters = Prepared(lambda: HallCounter.objects.filter(hall_id=Given("hall")).select_related("counter"))
_open = Prepared(lambda: _of_hall().filter(state__in=sorted(OPEN)).order_by("pk"))
# Those called last, the newest first; who was put back or moved on is no longer shown at a counter.
_calls = Prepared(
    lambda: (
        _of_hall()
        .filter(called_at__gte=Given("since"), counter_id__isnull=False, calls__gt=0)
        .exclude(label="")
        .order_by("-called_at", "-pk")[:CALLS_SHOWN]
    )
)


def _of_hall() -> QuerySet[Any, tuple[Any, ...]]:
    return ServiceRequest.objects.filter(hall_id=Given("hall")).values_list(*_OF_TICKET, *_OF_LINE)


_kept: OrderedDict[int, Snapshot] = OrderedDict()
_lock = Lock()
_making: defaultdict[int, Lock] = defaultdict(Lock)


def snapshot(hall_id: int, at: datetime) -> Snapshot | None:
    """The hall as it is; None when there is none. One read while nothing changed and the minute is the same."""
    hall = _hall.first(id=hall_id)
    if hall is None:
        return None
    # A change makes every screen look at once: one of them has the picture made, the others take it.
    with _making[hall_id]:
        with _lock:
            kept = _kept.get(hall_id)
        if kept is not None and kept.stamp >= hall.stamp and _minute(kept.at) == _minute(at):
            return kept
        # The stamp was read first: what follows is at least as new, never older than it claims.
        return _keep(_made(hall, at))


def _keep(made: Snapshot) -> Snapshot:
    with _lock:
        _kept[made.hall_id] = made
        _kept.move_to_end(made.hall_id)
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


def _made(hall: Hall, at: datetime) -> Snapshot:
    day, groups, counters = ticket_day(at), _groups(hall=hall.pk), _counters(hall=hall.pk)
    numbers = {row.pk: row.counter.number for row in counters}
    tickets, waiting = {}, []
    for row in _open(hall=hall.pk):
        ticket = _ticket(row, numbers)
        tickets[ticket.request_id] = ticket
        if ticket.state == State.WAITING:
            waiting.append(_waiting(ticket, row))
    lines = ordered(waiting, groups, at)
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
        groups=tuple(_groups_shown(groups, lines, tickets, shown)),
        counters=shown,
        calls=tuple(_ticket(row, numbers) for row in _calls(hall=hall.pk, since=at - CALLS_LOOKED_BACK)),
        missed=_in_state(tickets.values(), State.MISSED),
        held=_in_state(tickets.values(), State.HELD),
        notices=_notices(hall, at),
    )


def _groups_shown(
    groups: Iterable[Group], lines: Mapping[int, Iterable[Waiting]], tickets: Mapping[int, Ticket],
    counters: Collection[CounterLine],
) -> Iterator[GroupLine]:  # fmt: skip
    """Groups that are in use, or in which somebody still waits."""
    for group in groups:
        line = lines.get(group.pk, ())
        if not group.is_closed or line:
            yield GroupLine(
                id=group.pk,
                letter=group.letter,
                name=group.name,
                minutes=group.minutes,
                waiting=tuple(tickets[one.id] for one in line),
                open_counters=sum(1 for one in counters if one.is_open and group.pk in one.group_ids),
            )


def _ticket(row: tuple[Any, ...], numbers: dict[int, int]) -> Ticket:
    values = dict(zip(_OF_TICKET, row, strict=False))
    number = numbers.get(values["counter_id"] or 0)
    return Ticket(values.pop("id"), counter_number=number, **values)


def _waiting(ticket: Ticket, row: tuple[Any, ...]) -> Waiting:
    line = dict(zip(_OF_LINE, row[len(_OF_TICKET) :], strict=True))
    return Waiting(
        id=ticket.request_id,
        group_id=ticket.group_id,
        appointment_at=ticket.appointment_at,
        for_counter_id=ticket.for_counter_id,
        **line,
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
