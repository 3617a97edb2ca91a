"""Who sits where, which counters are open, how the day of a hall ends: what moves people with it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from motcua.facilities.halls.actions import By, HallRefusal, NoSuchHall, hold, record_hall
from motcua.facilities.halls.events import CounterLeft, CounterSwitched, CounterTaken, DayClosed, HelpAsked
from motcua.facilities.halls.models import Hall, HallCounter
from motcua.facilities.halls.rules import ticket_day
from motcua.facilities.queueing.actions.calling import NotAtThisCounter, seat
from motcua.facilities.queueing.actions.serving import leave, transfer
from motcua.facilities.queueing.choices import AT_COUNTER, OPEN, LeftReason, State
from motcua.facilities.queueing.models import ServiceRequest

_SENT_AWAY = OPEN - AT_COUNTER


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
        _leave(other, by)
    record_hall(hall, CounterTaken(counter_id=row.pk, officer_id=by.officer_id), by)
    row.refresh_from_db()
    return row


@transaction.atomic
def leave_counter(*, counter_id: int, by: By) -> None:
    """Get up; nobody may be at the counter. Raises NotAtThisCounter, StillServing."""
    _leave(seat(counter_id, by), by)


@transaction.atomic
def free_counter(*, counter_id: int, by: By) -> None:
    """A supervisor frees a counter whose officer is gone. Raises NoSuchHall, StillServing."""
    row = HallCounter.objects.filter(pk=counter_id).first()
    if row is None:
        raise NoSuchHall
    hold(row.hall_id)
    row.refresh_from_db()
    if row.officer_id is not None:
        _leave(row, by)


def _leave(row: HallCounter, by: By) -> None:
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


@transaction.atomic
def close_day(*, hall_id: int, day: date, by: By) -> int:
    """End a ticket day: no more numbers of it, whoever still waits is noted as gone, seats are free.

    Who is at a counter is served to the end. How many were sent away.
    """
    hall = hold(hall_id)
    waiting = ServiceRequest.objects.filter(hall=hall, day__lte=day, state__in=_SENT_AWAY)
    ids = list(waiting.order_by("-place", "pk").values_list("pk", flat=True))
    for request_id in ids:
        leave(request_id=request_id, reason=LeftReason.DAY_END.value, by=by)
    for row in HallCounter.objects.filter(hall=hall, officer_id__isnull=False).order_by("pk"):
        if not ServiceRequest.objects.filter(counter_id=row.pk, state__in=AT_COUNTER).exists():
            _leave(row, by)
    hall.refresh_from_db()
    if ids or hall.closed_day != day:
        record_hall(hall, DayClosed(day=day.isoformat(), sent_away=len(ids)), by)
    return len(ids)


def close_days(at: datetime) -> None:
    """End the day of every hall whose rules say so; a periodic duty. A hall open at night is never ended."""
    today = ticket_day(at)
    for hall in Hall.objects.order_by("pk"):
        first = ServiceRequest.objects.filter(hall=hall, state__in=_SENT_AWAY).order_by("day").first()
        day = first.day if first else today
        if hall.rules_on(day).day_is_over(day, at) and (first is not None or hall.closed_day != day):
            close_day(hall_id=hall.pk, day=day, by=By(None, at))
