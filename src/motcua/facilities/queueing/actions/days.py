"""How the day of a hall ends, by hand or by the clock, and how one that was ended by mistake goes on."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from motcua.facilities.halls.actions import By, HallRefusal, hold, record_hall
from motcua.facilities.halls.events import DayClosed, DayReopened
from motcua.facilities.halls.models import Hall, HallCounter, HallStatement
from motcua.facilities.halls.rules import ticket_day
from motcua.facilities.queueing.actions.recording import read, record
from motcua.facilities.queueing.actions.seats import vacate
from motcua.facilities.queueing.actions.serving import leave
from motcua.facilities.queueing.choices import AT_COUNTER, OPEN, LeftReason, State
from motcua.facilities.queueing.events import RequestRestored
from motcua.facilities.queueing.models import Period, ServiceRequest

_SENT_AWAY = OPEN - AT_COUNTER
_RESTORED = _SENT_AWAY - {State.ISSUING.value}


class DayNotClosed(HallRefusal):
    """Ngày lấy số hôm nay chưa kết thúc, không có gì để mở lại."""


class DayIsOver(HallRefusal):
    """Đã quá giờ kết thúc ngày theo quy định của sảnh, không mở lại được."""


class ReopeningReasonNeeded(HallRefusal):
    """Hãy ghi lý do mở lại ngày lấy số."""


@transaction.atomic
def close_day(*, hall_id: int, day: date, by: By) -> int:
    """End a ticket day: no more numbers of it, whoever still waits is noted as gone, seats are free.

    Who is at a counter is served to the end; who still is when the day itself is over was forgotten, and
    their visit ends too. How many were sent away.
    """
    hall = hold(hall_id)
    today = ticket_day(by.at)
    ids = list(_left_over(hall, day, today).order_by("-place", "pk").values_list("pk", "state"))
    for request_id, state in ids:
        reason = LeftReason.UNENDED if state in AT_COUNTER else LeftReason.DAY_END
        leave(request_id=request_id, reason=reason.value, by=by)
    for row in HallCounter.objects.filter(hall=hall, officer_id__isnull=False).order_by("pk"):
        is_of_the_day = row.taken_at is None or ticket_day(row.taken_at) <= day
        if is_of_the_day and not _is_busy(row):
            vacate(row, by)
    hall.refresh_from_db()
    if ids or hall.closed_day != day:
        record_hall(hall, DayClosed(day=day.isoformat(), sent_away=len(ids)), by)
    return len(ids)


def _left_over(hall: Hall, day: date, today: date) -> QuerySet[ServiceRequest]:
    """Who is still here of a day and those before it: today's without those at a counter."""
    at_counters = Q(state__in=AT_COUNTER, day__lt=today)
    return ServiceRequest.objects.filter(Q(state__in=_SENT_AWAY) | at_counters, hall=hall, day__lte=day)


def _is_busy(row: HallCounter) -> bool:
    return ServiceRequest.objects.filter(counter_id=row.pk, state__in=AT_COUNTER).exists()


def close_days(at: datetime) -> None:
    """End the day of every hall whose rules say so; a periodic duty. A hall open at night is never ended."""
    today = ticket_day(at)
    for hall in Hall.objects.order_by("pk"):
        if (day := _day_to_end(hall, today)) is None:
            continue
        if hall.rules_on(day).day_is_over(day, at):
            close_day(hall_id=hall.pk, day=day, by=By(None, at))


def _day_to_end(hall: Hall, today: date) -> date | None:
    """The first day of which somebody, or a seat, is left over; else today while it is not ended."""
    days = list(_left_over(hall, today, today).order_by("day").values_list("day", flat=True)[:1])
    seats = HallCounter.objects.filter(hall=hall, officer_id__isnull=False)
    taken = [ticket_day(at) for at in seats.values_list("taken_at", flat=True) if at is not None]
    days += [day for day in taken if day < today]
    if days:
        return min(days)
    return today if hall.closed_day != today else None


@transaction.atomic
def reopen_day(*, hall_id: int, reason: str, by: By) -> int:
    """A day ended by mistake goes on: numbers follow the last one, who was sent away waits where they stood.

    How many wait again. Raises DayNotClosed, DayIsOver, ReopeningReasonNeeded.
    """
    hall = hold(hall_id)
    today = ticket_day(by.at)
    if hall.closed_day != today:
        raise DayNotClosed
    if hall.rules_on(today).day_is_over(today, by.at):
        raise DayIsOver
    if not reason:
        raise ReopeningReasonNeeded
    gone = ServiceRequest.objects.filter(hall=hall, day=today, state=State.LEFT, reason=LeftReason.DAY_END)
    restored = [pk for pk in gone.order_by("pk").values_list("pk", flat=True) if _restore(pk, by)]
    said = HallStatement.write(subject=hall.subject, purpose="reopening", body={"reason": reason})
    stated = DayReopened(day=today.isoformat(), restored=len(restored))
    record_hall(hall, stated, by, [said])
    return len(restored)


def _restore(request_id: int, by: By) -> bool:
    """Back into the state before the end of the day; a number that was still being printed stays void."""
    before = Period.objects.filter(request_id=request_id).exclude(state=State.LEFT).order_by("-id").first()
    if before is None or before.state not in _RESTORED:
        return False
    row = ServiceRequest.objects.get(pk=request_id)
    stay = read(row.visit_id)
    is_first = all(one.ended_at for one in stay.state.requests)
    state = State.WAITING.value if before.state == State.LATER and is_first else before.state
    record(stay, RequestRestored(place=row.place, state=state), by)
    return True
