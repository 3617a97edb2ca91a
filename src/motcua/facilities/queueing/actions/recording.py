"""The one place where rows of a hall are written: a fact first, then the rows that follow from it.

Every act holds the row of its hall until its transaction ends. So two counters that press "next"
at once get two people, in the order of the rules, and the stamp tells every screen to look again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db import connection

from motcua.directory.identity.refusal import Refused
from motcua.facilities.queueing import hall_state, state
from motcua.facilities.queueing.hall_state import CounterState, GroupState, HallState
from motcua.facilities.queueing.models import (
    Group,
    Hall,
    HallCounter,
    HallStatement,
    Period,
    ServiceRequest,
    Visit,
)
from motcua.facilities.queueing.models.visit import REQUEST_COLUMNS, VISIT_COLUMNS
from motcua.facilities.queueing.state import RequestState, Stretch, VisitState
from motcua.kernel.events import log
from motcua.kernel.events.models import Event

HALL_COLUMNS = tuple(field.name for field in fields(HallState) if field.name not in ("groups", "counters"))


@dataclass(frozen=True)
class By:
    """Who does an act and when: passed in by the door. Nobody: a machine, or the visitor."""

    officer_id: int | None
    at: datetime


class HallRefusal(Refused):
    """Không thực hiện được việc này tại sảnh."""


class NoSuchHall(HallRefusal):
    """Không có sảnh lấy số này."""


class NoSuchTicket(HallRefusal):
    """Không có số này, hoặc số đã kết thúc."""


class IllegalMove(HallRefusal):
    """Số này không còn ở trạng thái cho phép việc vừa chọn. Hãy xem lại hàng chờ."""


_HOLD = "UPDATE queueing_hall SET stamp = stamp + 1 WHERE id = %s"


def hold(hall_id: int) -> Hall:
    """The hall, ours until the transaction ends; its stamp has moved on. Raises NoSuchHall."""
    log.require_transaction()
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, [hall_id])
    try:
        return Hall.objects.get(pk=hall_id)
    except Hall.DoesNotExist:
        raise NoSuchHall from None


@dataclass
class Stay:
    """A visit with its requests, as an act works on them."""

    visit: Visit
    state: VisitState
    rows: dict[int, ServiceRequest]

    def row(self, place: int) -> ServiceRequest:
        return self.rows[place]


def stay_of(request_id: int, *, of_hall: int | None = None) -> tuple[Stay, ServiceRequest]:
    """The visit a request belongs to, its hall held, read after that. Raises NoSuchTicket."""
    found = ServiceRequest.objects.filter(pk=request_id).values_list("hall_id", "visit_id").first()
    if found is None or (of_hall is not None and found[0] != of_hall):
        raise NoSuchTicket
    hold(found[0])
    stay = read(found[1])
    return stay, next(row for row in stay.rows.values() if row.pk == request_id)


def read(visit_id: int) -> Stay:
    """A visit and its requests as they are; the hall must be held."""
    visit = Visit.objects.get(pk=visit_id)
    rows = list(ServiceRequest.objects.filter(visit_id=visit_id).order_by("place"))
    columns = {name: getattr(visit, name) for name in VISIT_COLUMNS}
    known = VisitState(**columns, requests=tuple(row.request_state() for row in rows))
    return Stay(visit, known, {row.place: row for row in rows})


def begin(agency_id: int, hall_id: int, day: date, at: datetime) -> Stay:
    """An empty row for a new visit, so that it has an id for its first fact."""
    visit = Visit.objects.create(hall_id=hall_id, agency_id=agency_id, day=day, number=0, came_at=at)
    return Stay(visit, VisitState(), {})


def record(stay: Stay, stated: Any, by: By, statements: Sequence[HallStatement] = ()) -> Event:
    """State a fact about a visit and bring its rows up to it."""
    event = log.publish(
        stated,
        subject=stay.visit.subject,
        happened_at=by.at,
        actor_id=by.officer_id,
        agency_id=stay.visit.agency_id,
        statements=statements,
    )
    before, after = stay.state, state.apply(stay.state, event)
    _write_visit(stay.visit, after)
    for one in after.requests:
        _write_request(stay, one)
    for place, begun in state.begun_by(before, after):
        _write_period(stay.rows[place], begun)
    stay.state = after
    return event


def _write_visit(visit: Visit, after: VisitState) -> None:
    changed = {name: getattr(after, name) for name in VISIT_COLUMNS}
    changed = {name: value for name, value in changed.items() if getattr(visit, name) != value}
    if changed:
        Visit.objects.filter(pk=visit.pk).update(**changed)
        for name, value in changed.items():
            setattr(visit, name, value)


def _write_request(stay: Stay, one: RequestState) -> None:
    columns = {name: getattr(one, name) for name in REQUEST_COLUMNS}
    row = stay.rows.get(one.place)
    if row is None:
        visit = stay.visit
        stay.rows[one.place] = ServiceRequest.objects.create(
            visit=visit, hall_id=visit.hall_id, agency_id=visit.agency_id, day=visit.day, **columns
        )
        return
    changed = {name: value for name, value in columns.items() if getattr(row, name) != value}
    if changed:
        ServiceRequest.objects.filter(pk=row.pk).update(**changed)
        for name, value in changed.items():
            setattr(row, name, value)


def _write_period(row: ServiceRequest, begun: Stretch) -> None:
    Period.objects.filter(request=row, to_at=None).update(to_at=begun.from_at)
    Period.objects.create(
        request=row,
        hall_id=row.hall_id,
        agency_id=row.agency_id,
        group_id=begun.group_id,
        state=begun.state,
        from_at=begun.from_at,
        counter_id=begun.counter_id,
        officer_id=begun.officer_id,
        is_preferred=begun.is_preferred,
        passed=begun.passed,
        reason=begun.reason,
    )


def record_hall(hall: Hall, stated: Any, by: By, statements: Sequence[HallStatement] = ()) -> Event:
    """State a fact about a hall and bring its rows up to it; the hall must be held."""
    event = log.publish(
        stated,
        subject=hall.subject,
        happened_at=by.at,
        actor_id=by.officer_id,
        agency_id=hall.agency_id,
        statements=statements,
    )
    before = hall_as_it_is(hall)
    after = hall_state.apply(before, event)
    changed = {name: getattr(after, name) for name in HALL_COLUMNS}
    changed = {name: value for name, value in changed.items() if getattr(before, name) != value}
    for name, value in changed.items():
        setattr(hall, name, list(value) if isinstance(value, tuple) else value)
    if changed:
        Hall.objects.filter(pk=hall.pk).update(**{name: getattr(hall, name) for name in changed})
    for pk, group in after.groups.items():
        if before.groups.get(pk) != group:
            Group.objects.filter(pk=pk).update(**vars(group))
    for pk, counter in after.counters.items():
        if before.counters.get(pk) != counter:
            HallCounter.objects.update_or_create(counter_id=pk, defaults={"hall": hall, **vars(counter)})
    return event


def hall_as_it_is(hall: Hall) -> HallState:
    """The columns of a hall, its groups and counters, as the fold would have them."""
    columns = {name: getattr(hall, name) for name in HALL_COLUMNS}
    columns |= {name: tuple(columns[name]) for name in ("rules_versions", "notices")}
    return HallState(
        **columns,
        groups={group.pk: group_as_it_is(group) for group in Group.objects.filter(hall=hall)},
        counters={row.pk: counter_as_it_is(row) for row in HallCounter.objects.filter(hall=hall)},
    )


def group_as_it_is(group: Group) -> GroupState:
    return GroupState(
        group.letter,
        group.name,
        group.minutes,
        tuple(group.sectors),
        tuple(group.procedures),
        group.is_closed,
    )


def counter_as_it_is(row: HallCounter) -> CounterState:
    return CounterState(
        group_ids=tuple(row.group_ids),
        plan=tuple(tuple(tuple(pair) for pair in day) for day in row.plan),
        is_open=row.is_open,
        until=row.until,
        officer_id=row.officer_id,
        taken_at=row.taken_at,
        help_at=row.help_at,
    )
