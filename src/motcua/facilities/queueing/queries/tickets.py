"""A ticket on a phone: where it stands, by its token."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.facilities.queueing.choices import ENDED, State
from motcua.facilities.queueing.models import ServiceRequest, Visit, VisitStatement
from motcua.facilities.queueing.queries.snapshots import Snapshot, Ticket, snapshot
from motcua.kernel.events import log
from motcua.kernel.prepared import Given, Prepared

_BEFORE_DONE = (
    State.SERVING,
    State.WALKING,
    State.CALLED,
    State.WAITING,
    State.HELD,
    State.MISSED,
    State.ISSUING,
    State.LATER,
)
_VISIT = Prepared(
    lambda: Visit.objects.select_related("hall__one_stop").filter(token=Given("token")).order_by()
)
_REQUESTS = Prepared(
    lambda: ServiceRequest.objects.select_related("group").filter(visit_id=Given("visit")).order_by("place")
)


@dataclass(frozen=True)
class TicketPlace:
    """What the holder of a ticket may know: nothing of anybody else but how many stand before them."""

    visit: Visit
    request: ServiceRequest
    ahead: int | None
    counter_number: int | None
    is_ended: bool
    hall: Snapshot | None


def contact_of(visit_id: int) -> dict[str, Any]:
    """What a visitor left last to be told by (`phone`, `email`); empty once erased."""
    for event in reversed(log.of(f"visit:{visit_id}")):
        if event.kind == "queueing.followed" and event.statements:
            row = VisitStatement.objects.filter(pk__in=event.statements).first()
            return row.body if row else {}
    return {}


def ticket_place(token: str, at: datetime) -> TicketPlace | None:
    """The place in line of a ticket; None for no ticket. Of several requests, the one that comes first now."""
    visit = _VISIT.first(token=token[:64])
    if visit is None:
        return None
    rows = _REQUESTS(visit=visit.pk)
    open_rows = sorted(
        (row for row in rows if row.state not in ENDED), key=lambda r: _BEFORE_DONE.index(State(r.state))
    )
    row = open_rows[0] if open_rows else rows[-1]
    hall = snapshot(visit.hall_id, at)
    shown = _shown(hall, row.pk) if hall else None
    return TicketPlace(
        visit=visit,
        request=row,
        ahead=_ahead(hall, row) if hall else None,
        counter_number=shown.counter_number if shown else None,
        is_ended=not open_rows,
        hall=hall,
    )


def _ahead(hall: Snapshot, row: ServiceRequest) -> int | None:
    group = hall.group(row.group_id)
    if row.state != State.WAITING or group is None:
        return None
    ids = [one.request_id for one in group.waiting]
    return ids.index(row.pk) if row.pk in ids else None


def _shown(hall: Snapshot, request_id: int) -> Ticket | None:
    return next((one.now for one in hall.counters if one.now and one.now.request_id == request_id), None)
