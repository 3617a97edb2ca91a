"""Who sits where, which counters are open: what moves people with it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.facilities.halls.actions import By, HallRefusal, NoSuchHall, hold, record_hall
from motcua.facilities.halls.events import CounterLeft, CounterSwitched, CounterTaken, HelpAsked
from motcua.facilities.halls.models import Hall, HallCounter
from motcua.facilities.queueing.actions.calling import NotAtThisCounter, seat
from motcua.facilities.queueing.actions.serving import transfer
from motcua.facilities.queueing.choices import AT_COUNTER, State
from motcua.facilities.queueing.models import ServiceRequest


class CounterOccupied(HallRefusal):
    """Quầy này đang có người ngồi. Người đó rời quầy, hoặc phụ trách sảnh mời rời, thì mới nhận được."""


class StillServing(HallRefusal):
    """Quầy đang có người dân: hãy kết thúc, tạm dừng hoặc chuyển trước khi rời quầy."""


@transaction.atomic
def take_counter(*, counter_id: int, by: By) -> HallCounter:
    """Sit down at a counter; whoever sits elsewhere in the meantime has left that one.

    Raises NotAtThisCounter when there is none, CounterOccupied, StillServing.
    """
    row = HallCounter.objects.filter(pk=counter_id).first()
    if row is None or by.officer_id is None:
        raise NotAtThisCounter
    hall = hold(row.hall_id)
    row.refresh_from_db()
    if row.officer_id == by.officer_id:
        return row
    if row.officer_id is not None:
        raise CounterOccupied
    for other in HallCounter.objects.filter(officer_id=by.officer_id).order_by("pk"):
        vacate(other, by)
    record_hall(hall, CounterTaken(counter_id=row.pk, officer_id=by.officer_id), by)
    row.refresh_from_db()
    return row


@transaction.atomic
def leave_counter(*, counter_id: int, by: By) -> None:
    """Get up; nobody may be at the counter. Raises NotAtThisCounter, StillServing."""
    vacate(seat(counter_id, by), by)


@transaction.atomic
def free_counter(*, counter_id: int, by: By) -> None:
    """A supervisor frees a counter whose officer is gone. Raises NoSuchHall, StillServing."""
    row = HallCounter.objects.filter(pk=counter_id).first()
    if row is None:
        raise NoSuchHall
    hold(row.hall_id)
    row.refresh_from_db()
    if row.officer_id is not None:
        vacate(row, by)


def vacate(row: HallCounter, by: By) -> None:
    """Whoever sits there has left; the hall is held. Raises StillServing."""
    if ServiceRequest.objects.filter(counter_id=row.pk, state__in=AT_COUNTER).exists():
        raise StillServing
    _release(row, by)
    hall = Hall.objects.get(pk=row.hall_id)
    record_hall(hall, CounterLeft(counter_id=row.pk, officer_id=row.officer_id or 0), by)


def _release(row: HallCounter, by: By) -> None:
    """Whoever was sent to this very counter waits for any counter of their group."""
    sent = ServiceRequest.objects.filter(for_counter_id=row.pk, state=State.WAITING)
    for request_id, group_id in list(sent.values_list("pk", "group_id")):
        transfer(request_id=request_id, group_id=group_id, by=by, by_supervisor=True)


@transaction.atomic
def switch_counter(*, counter_id: int, is_open: bool | None, until: datetime | None, by: By) -> None:
    """Open or close a counter by hand until an instant; None goes back to its plan. Raises NoSuchHall."""
    row = HallCounter.objects.filter(pk=counter_id).first()
    if row is None:
        raise NoSuchHall
    hall = hold(row.hall_id)
    if is_open is False:
        _release(row, by)
    said = until.isoformat() if until else None
    record_hall(hall, CounterSwitched(counter_id=row.pk, is_open=is_open, until=said), by)


@transaction.atomic
def ask_help(*, counter_id: int, by: By) -> None:
    """Call the supervisor without a sound. Raises NotAtThisCounter."""
    row = seat(counter_id, by)
    if row.help_at is None:
        record_hall(Hall.objects.get(pk=row.hall_id), HelpAsked(counter_id=row.pk), by)
