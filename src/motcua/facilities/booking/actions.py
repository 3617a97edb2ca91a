"""An appointment: booked, cancelled, kept, or let go by."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from motcua.facilities.booking import events, queries
from motcua.facilities.booking.choices import BookingState
from motcua.facilities.booking.models import Appointment
from motcua.facilities.halls.actions import By, HallRefusal, hold
from motcua.facilities.halls.models import Group, Hall
from motcua.facilities.halls.rules import ticket_day
from motcua.facilities.queueing.actions.issuing import Asked, issue_in
from motcua.facilities.queueing.choices import Channel
from motcua.facilities.queueing.models import Visit
from motcua.facilities.queueing.rules.tickets import fingerprint
from motcua.kernel.events import log

LATE = timedelta(minutes=30)
EARLY = timedelta(minutes=60)


class SlotTaken(HallRefusal):
    """Giờ này vừa hết chỗ hoặc không nhận hẹn. Hãy chọn giờ khác."""


class NoSuchBooking(HallRefusal):
    """Mã hẹn hoặc mã hủy không đúng. Xem lại trên trang đã đặt, hoặc gọi Bộ phận Một cửa."""


class NotBooked(HallRefusal):
    """Lịch hẹn này đã dùng, đã hủy hoặc đã quá giờ."""


class NotToday(HallRefusal):
    """Chỉ nhận số theo hẹn từ 60 phút trước đến 30 phút sau giờ hẹn. Ngoài giờ đó, mời lấy số thường."""


@transaction.atomic
def book(*, hall_id: int, group_id: int, starts_at: datetime, by: By) -> Appointment:
    """Keep a place; the hall is held, so the last one is given once. Raises SlotTaken."""
    hall = hold(hall_id)
    is_open = Group.objects.filter(pk=group_id, hall=hall, is_closed=False).exists()
    free = {slot.starts_at for slot in queries.free_slots(hall, group_id, by.at)} if is_open else set()
    if starts_at not in free:
        raise SlotTaken
    day = ticket_day(starts_at)
    row = Appointment.objects.create(
        hall=hall,
        agency_id=hall.agency_id,
        group_id=group_id,
        day=day,
        starts_at=starts_at,
        minutes=hall.rules_on(day).slot_minutes,
        is_by_officer=by.officer_id is not None,
        state=BookingState.BOOKED,
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
    _state(row, stated, by)
    return row


@transaction.atomic
def cancel(*, appointment_id: int, pin: str, by: By) -> Appointment:
    """Give the place back; without an officer the PIN is needed. Raises NoSuchBooking, NotBooked."""
    row = _booked(appointment_id, pin if by.officer_id is None else None)
    _end(row, BookingState.CANCELLED, events.AppointmentCancelled(), by)
    return row


@transaction.atomic
def arrive(*, appointment_id: int, by: By) -> Visit:
    """Check in: a number of the group, ordered by the appointment. It counts once confirmed, as any other.

    Raises NoSuchBooking, NotBooked, NotToday.
    """
    row = _booked(appointment_id, None)
    if not row.starts_at - EARLY <= by.at <= row.starts_at + LATE:
        raise NotToday
    hall = Hall.objects.get(pk=row.hall_id)
    asked = Asked(group_id=row.group_id, channel=Channel.APPOINTMENT.value)
    visit = issue_in(hall, asked, by, appointment=(row.pk, row.starts_at)).visit
    _end(row, BookingState.ARRIVED, events.AppointmentArrived(visit_id=visit.pk), by, visit_id=visit.pk)
    return visit


def expire(at: datetime) -> int:
    """Let go of places whose time is over; a periodic duty."""
    stale = Appointment.objects.filter(state=BookingState.BOOKED, starts_at__lt=at - LATE)
    ids = list(stale.values_list("pk", flat=True))
    for appointment_id in ids:
        _expire_one(appointment_id, By(None, at))
    return len(ids)


@transaction.atomic
def _expire_one(appointment_id: int, by: By) -> None:
    try:
        row = _booked(appointment_id, None)
    except NotBooked:
        return  # came at this very moment
    _end(row, BookingState.EXPIRED, events.AppointmentExpired(), by)


def _booked(appointment_id: int, pin: str | None) -> Appointment:
    """An appointment that still stands, its hall held; where a PIN is given it must be the right one."""
    row = Appointment.objects.filter(pk=appointment_id).first()
    if row is None or (
        pin is not None and not hmac.compare_digest(row.pin.encode(), pin.encode(errors="replace"))
    ):
        raise NoSuchBooking
    hold(row.hall_id)
    row.refresh_from_db()
    if row.state != BookingState.BOOKED:
        raise NotBooked
    return row


def _end(row: Appointment, state: BookingState, stated: Any, by: By, **also: int) -> None:
    columns = {"state": state.value, "ended_at": by.at, **also}
    Appointment.objects.filter(pk=row.pk).update(**columns)
    for name, value in columns.items():
        setattr(row, name, value)
    _state(row, stated, by)


def _state(row: Appointment, stated: Any, by: By) -> None:
    log.publish(
        stated,
        subject=row.subject,
        happened_at=by.at,
        actor_id=by.officer_id,
        agency_id=row.agency_id,
    )
