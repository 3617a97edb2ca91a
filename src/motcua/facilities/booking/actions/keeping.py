"""A place at a time: kept for somebody, given back, let go by."""

from __future__ import annotations

import hmac
from datetime import date, datetime

from django.db import transaction

from motcua.facilities.booking import events, queries
from motcua.facilities.booking.actions.recording import (
    NoSuchBooking,
    NotBooked,
    end,
    held,
    publish,
    refuse_if_over,
)
from motcua.facilities.booking.choices import BookingState
from motcua.facilities.booking.models import Appointment, new_token
from motcua.facilities.booking.rules import LATE, code_of
from motcua.facilities.halls.actions import By, HallRefusal, hold
from motcua.facilities.halls.models import Group, Hall
from motcua.facilities.halls.rules import ticket_day
from motcua.facilities.queueing.actions.issuing import count_person
from motcua.facilities.queueing.rules.tickets import fingerprint


class SlotTaken(HallRefusal):
    """Giờ này vừa hết chỗ hoặc không nhận hẹn. Hãy chọn giờ khác."""


class TooManyThatDay(HallRefusal):
    """Người này đã có đủ số lượt cho phép trong ngày đó, tính cả số đã lấy và lịch hẹn."""


@transaction.atomic
def book(*, hall_id: int, group_id: int, starts_at: datetime, by: By, person_key: str = "") -> Appointment:
    """Keep a place; the hall is held, so the last one is given once. Raises SlotTaken, TooManyThatDay.

    `person_key` is set only where they have said who they are: it counts their numbers of that day.
    """
    hall = hold(hall_id)
    is_open = Group.objects.filter(pk=group_id, hall=hall, is_closed=False).exists()
    free = {slot.starts_at for slot in queries.free_slots(hall, group_id, by.at)} if is_open else set()
    if starts_at not in free:
        raise SlotTaken
    day = ticket_day(starts_at)
    if person_key and not count_person(hall, person_key, day):
        raise TooManyThatDay
    token = _token(hall, day)
    row = Appointment.objects.create(
        token=token,
        code=code_of(token),
        hall=hall,
        agency_id=hall.agency_id,
        group_id=group_id,
        day=day,
        starts_at=starts_at,
        minutes=hall.rules_on(day).slot_minutes,
        is_by_officer=by.officer_id is not None,
        state=BookingState.BOOKED,
        person_key=person_key,
    )
    stated = events.AppointmentBooked(
        hall_id=hall.pk,
        group_id=group_id,
        day=day.isoformat(),
        starts_at=starts_at.isoformat(),
        minutes=row.minutes,
        token_sha256=fingerprint(row.token),
        is_by_officer=row.is_by_officer,
    )
    publish(row, stated, by)
    return row


def _token(hall: Hall, day: date) -> str:
    """A secret whose code no other appointment of that hall and day bears."""
    while Appointment.objects.filter(hall=hall, day=day, code=code_of(token := new_token())).exists():
        pass
    return token


@transaction.atomic
def cancel(*, appointment_id: int, pin: str, by: By) -> Appointment:
    """Give the place back; without an officer the PIN is needed. Raises NoSuchBooking, NotBooked."""
    row = held(appointment_id)
    is_right = hmac.compare_digest(row.pin.encode(), pin.encode(errors="replace"))
    if by.officer_id is None and not is_right:
        raise NoSuchBooking
    refuse_if_over(row)
    end(row, BookingState.CANCELLED, events.AppointmentCancelled(), by)
    return row


def expire(at: datetime) -> int:
    """Let go of places whose time is over; a periodic duty."""
    stale = Appointment.objects.filter(state=BookingState.BOOKED, starts_at__lt=at - LATE)
    ids = list(stale.values_list("pk", flat=True))
    for appointment_id in ids:
        _expire_one(appointment_id, By(None, at))
    return len(ids)


@transaction.atomic
def _expire_one(appointment_id: int, by: By) -> None:
    row = held(appointment_id)
    try:
        refuse_if_over(row)
    except NotBooked:
        return  # came at this very moment
    end(row, BookingState.EXPIRED, events.AppointmentExpired(), by)
