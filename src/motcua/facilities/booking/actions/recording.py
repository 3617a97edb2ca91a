"""The one place where an appointment's row is written, with its hall held."""

from __future__ import annotations

from typing import Any

from motcua.facilities.booking.choices import BookingState
from motcua.facilities.booking.models import Appointment
from motcua.facilities.halls.actions import By, HallRefusal, hold
from motcua.facilities.queueing.actions.issuing import uncount_person
from motcua.kernel.events import log


class NoSuchBooking(HallRefusal):
    """Mã hẹn hoặc mã hủy không đúng. Xem lại trên trang đã đặt, hoặc gọi Bộ phận Một cửa."""


class NotBooked(HallRefusal):
    """Lịch hẹn này đã dùng, đã hủy hoặc đã quá giờ."""


class Cancelled(NotBooked):
    """Lịch hẹn này đã hủy. Mời lấy số thường."""


class Lapsed(NotBooked):
    """Lịch hẹn này đã quá giờ nên không còn giữ chỗ. Mời lấy số thường."""


_OVER: dict[str, type[NotBooked]] = {
    BookingState.CANCELLED.value: Cancelled,
    BookingState.EXPIRED.value: Lapsed,
    BookingState.ARRIVED.value: NotBooked,
}


def held(appointment_id: int) -> Appointment:
    """An appointment as it is once its hall is ours. Raises NoSuchBooking."""
    row = Appointment.objects.filter(pk=appointment_id).first()
    if row is None:
        raise NoSuchBooking
    hold(row.hall_id)
    row.refresh_from_db()
    return row


def refuse_if_over(row: Appointment) -> None:
    """Raises Cancelled, Lapsed, or NotBooked for one that was used."""
    if row.state != BookingState.BOOKED:
        raise _OVER[row.state]


def end(row: Appointment, state: BookingState, stated: Any, by: By, *, visit_id: int | None = None) -> None:
    """Bring a held appointment to its end. Who it was for is forgotten; a place not used is no number of theirs."""
    if row.person_key and visit_id is None:
        uncount_person(row.person_key)
    columns = {"state": state.value, "ended_at": by.at, "visit_id": visit_id, "person_key": ""}
    Appointment.objects.filter(pk=row.pk).update(**columns)
    for name, value in columns.items():
        setattr(row, name, value)
    publish(row, stated, by)


def publish(row: Appointment, stated: Any, by: By) -> None:
    """State a fact of an appointment."""
    log.publish(
        stated,
        subject=row.subject,
        happened_at=by.at,
        actor_id=by.officer_id,
        agency_id=row.agency_id,
    )
