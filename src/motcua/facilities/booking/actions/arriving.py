"""Who has an appointment is here: a number in the same line as everybody's, ordered by the appointment."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.facilities.booking import events, queries
from motcua.facilities.booking.actions.recording import NoSuchBooking, NotBooked, end, held, refuse_if_over
from motcua.facilities.booking.choices import BookingState
from motcua.facilities.booking.models import Appointment
from motcua.facilities.booking.rules import EARLY, LATE, SAME_ARRIVAL
from motcua.facilities.halls.actions import By, HallRefusal
from motcua.facilities.halls.models import Hall
from motcua.facilities.halls.rules import ticket_day
from motcua.facilities.queueing.actions import Asked, NotIssuing
from motcua.facilities.queueing.actions.issuing import issue_in
from motcua.facilities.queueing.choices import Channel, State
from motcua.facilities.queueing.models import Visit
from motcua.kernel.clock import VIETNAM


class NotNow(HallRefusal):
    """Chưa phải lúc nhận số theo hẹn này."""


class TooEarly(NotNow):
    """Còn sớm: nhận số theo hẹn từ 60 phút trước giờ hẹn."""


class TooLate(NotNow):
    """Đã quá giờ hẹn 30 phút. Mời lấy số thường."""


class OtherHall(NotNow):
    """Lịch hẹn này ở nơi khác."""


class AlreadyUsed(NotBooked):
    """Lịch hẹn này đã nhận số."""


def arrive_with(*, code: str, hall_id: int, by: By) -> Visit:
    """Check in at a machine of a hall by the code of an appointment.

    Raises NoSuchBooking, OtherHall, and what `arrive` raises.
    """
    row = queries.with_code(code, hall_id, ticket_day(by.at))
    if row is None:
        raise NoSuchBooking(_("Không thấy mã hẹn này. Xem lại từng chữ số, hoặc gọi người giúp."))
    if row.hall_id != hall_id:
        raise OtherHall(_("Lịch hẹn này tại %(place)s.") % {"place": row.hall})
    return arrive(appointment_id=row.pk, by=by)


@transaction.atomic
def arrive(*, appointment_id: int, by: By) -> Visit:
    """Check in: a number of the group, ordered by the appointment. It counts once confirmed, as any other.

    Again within two minutes it is the same number; one whose paper never came may be taken anew.
    Raises NoSuchBooking, NotBooked and its kinds, NotNow and its kinds, NotIssuing once the day is closed.
    """
    row = held(appointment_id)
    if (given := _given(row, by.at)) is not None:
        return given
    if row.state != BookingState.ARRIVED:
        refuse_if_over(row)
    _refuse_unless_now(row, by.at)
    hall = Hall.objects.get(pk=row.hall_id)
    if hall.closed_day == ticket_day(by.at):
        raise NotIssuing(hall.rules_on(row.day).closing_message)
    asked = Asked(group_id=row.group_id, channel=Channel.APPOINTMENT.value)
    visit = issue_in(hall, asked, by, appointment=(row.pk, row.starts_at)).visit
    end(row, BookingState.ARRIVED, events.AppointmentArrived(visit_id=visit.pk), by, visit_id=visit.pk)
    return visit


def _given(row: Appointment, at: datetime) -> Visit | None:
    """The number this appointment was just given; None when it has none that counts. Raises AlreadyUsed."""
    visit = Visit.objects.filter(pk=row.visit_id).first() if row.visit_id else None
    first = visit.requests.get(place=1) if visit else None
    if visit is None or first is None or first.state == State.VOID:
        return None
    if at - visit.came_at <= SAME_ARRIVAL:
        return visit
    said = {"number": first.label, "time": _clock(visit.came_at)}
    raise AlreadyUsed(_("Lịch hẹn này đã nhận số %(number)s lúc %(time)s.") % said)


def _refuse_unless_now(row: Appointment, at: datetime) -> None:
    said = {
        "time": _clock(row.starts_at),
        "day": f"{row.day:%d/%m/%Y}",
        "from": _clock(row.starts_at - EARLY),
    }
    is_early = at < row.starts_at - EARLY
    if is_early and row.day != ticket_day(at):
        raise TooEarly(_("Lịch hẹn này lúc %(time)s ngày %(day)s, không phải hôm nay.") % said)
    if is_early:
        raise TooEarly(_("Lịch hẹn lúc %(time)s: nhận số từ %(from)s. Mời ông/bà quay lại sau.") % said)
    if at > row.starts_at + LATE:
        raise TooLate(
            _("Lịch hẹn lúc %(time)s ngày %(day)s đã quá 30 phút nên không còn giữ chỗ. Mời lấy số thường.")
            % said
        )


def _clock(at: datetime) -> str:
    return f"{at.astimezone(VIETNAM):%H:%M}"
