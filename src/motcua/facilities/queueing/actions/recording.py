"""The one place where rows of a visit are written: a fact first, then the rows that follow from it.

Every act holds the row of its hall (`halls.actions.hold`) until its transaction ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from motcua.facilities.halls.actions import By, HallRefusal, take_hold
from motcua.facilities.queueing import state
from motcua.facilities.queueing.models import ServiceRequest, Visit, VisitStatement
from motcua.facilities.queueing.models.visit import REQUEST_COLUMNS, VISIT_COLUMNS
from motcua.facilities.queueing.state import RequestState, Stretch, VisitState
from motcua.kernel.events import log
from motcua.kernel.events.models import Event
from motcua.kernel.prepared import Given, Prepared, write
from motcua.kernel.together import together

_END_PERIOD = "UPDATE queueing_period SET to_at = %s WHERE request_id = %s AND to_at IS NULL"
_BEGIN_PERIOD = (
    "INSERT INTO queueing_period (request_id, hall_id, agency_id, group_id, state, from_at, counter_id,"
    " officer_id, is_preferred, passed, reason) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
# A visit comes along with its requests: people wait for an act, and each read is a way to the database.
_VISIT = Prepared(lambda: _with_visit().filter(visit_id=Given("id")))
_VISIT_WITH = Prepared(lambda: _with_visit().filter(visit__requests=Given("id")))
_WHERE = Prepared(
    lambda: ServiceRequest.objects.filter(pk=Given("id")).order_by().values_list("hall_id", "visit_id")
)


def _with_visit() -> QuerySet[ServiceRequest]:
    return ServiceRequest.objects.select_related("visit").order_by("place")


class NoSuchTicket(HallRefusal):
    """Không có số này, hoặc số đã kết thúc."""


class IllegalMove(HallRefusal):
    """Số này không còn ở trạng thái cho phép việc vừa chọn. Hãy xem lại hàng chờ."""


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
    found = _WHERE.first(id=request_id)
    if found is None or (of_hall is not None and found[0] != of_hall):
        raise NoSuchTicket
    take_hold(found[0])
    stay = read(found[1])
    return stay, next(row for row in stay.rows.values() if row.pk == request_id)


def read(visit_id: int) -> Stay:
    """A visit and its requests as they are; the hall must be held."""
    return _stay(_VISIT(id=visit_id))


def stay_with(request_id: int) -> tuple[Stay, ServiceRequest]:
    """A request that is known to be there, with its visit, as they are; the hall must be held."""
    stay = _stay(_VISIT_WITH(id=request_id))
    return stay, next(row for row in stay.rows.values() if row.pk == request_id)


def _stay(rows: list[ServiceRequest]) -> Stay:
    visit = rows[0].visit
    columns = {name: getattr(visit, name) for name in VISIT_COLUMNS}
    known = VisitState(**columns, requests=tuple(row.request_state() for row in rows))
    return Stay(visit, known, {row.place: row for row in rows})


def begin(agency_id: int, hall_id: int, day: date, at: datetime) -> Stay:
    """An empty row for a new visit, so that it has an id for its first fact."""
    visit = Visit.objects.create(hall_id=hall_id, agency_id=agency_id, day=day, number=0, came_at=at)
    return Stay(visit, VisitState(), {})


def record(stay: Stay, stated: Any, by: By, statements: Sequence[VisitStatement] = ()) -> Event:
    """State a fact about a visit and bring its rows up to it."""
    with together():
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
    write(visit, {name: value for name, value in changed.items() if getattr(visit, name) != value})


def _write_request(stay: Stay, one: RequestState) -> None:
    columns = {name: getattr(one, name) for name in REQUEST_COLUMNS}
    row = stay.rows.get(one.place)
    if row is None:
        visit = stay.visit
        stay.rows[one.place] = ServiceRequest.objects.create(
            visit=visit, hall_id=visit.hall_id, agency_id=visit.agency_id, day=visit.day, **columns
        )
        return
    write(row, {name: value for name, value in columns.items() if getattr(row, name) != value})


def _write_period(row: ServiceRequest, begun: Stretch) -> None:
    """Two plain statements: building them through the ORM costs more than the database's part of it."""
    from_at = connection.ops.adapt_datetimefield_value(begun.from_at)
    with connection.cursor() as cursor:
        cursor.execute(_END_PERIOD, [from_at, row.pk])
        cursor.execute(
            _BEGIN_PERIOD,
            [
                row.pk, row.hall_id, row.agency_id, begun.group_id, begun.state, from_at, begun.counter_id,
                begun.officer_id, begun.is_preferred, begun.passed, begun.reason,
            ],
        )  # fmt: skip
