"""Which times of a hall are still free."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from motcua.directory.agencies.calendars import calendar_of
from motcua.facilities.booking.choices import BookingState
from motcua.facilities.booking.models import Appointment
from motcua.facilities.booking.rules import read_code
from motcua.facilities.halls.models import Hall
from motcua.facilities.halls.rules import ticket_day
from motcua.kernel.calendar import WorkCalendar, is_working_day

TAKING = (BookingState.BOOKED.value, BookingState.ARRIVED.value)


@dataclass(frozen=True)
class Slot:
    """One beginning of a day and how many places are left."""

    starts_at: datetime
    left: int


def open_days(hall: Hall, at: datetime) -> list[date]:
    """Days on which an appointment can be booked: none that the calendar or the week of the hall closes."""
    today = ticket_day(at)
    ahead = range(hall.rules_on(today).days_ahead + 1)
    days = [today + timedelta(days=more) for more in ahead]
    calendar = calendar_of(hall.agency, at)
    return [day for day in days if not _why_closed(hall, day, at, calendar)]


def why_closed(hall: Hall, day: date, at: datetime) -> str:
    """Why no appointment can be booked on a day, in words for a field; "" where it can."""
    return _why_closed(hall, day, at, calendar_of(hall.agency, at))


def _why_closed(hall: Hall, day: date, at: datetime, calendar: WorkCalendar) -> str:
    today = ticket_day(at)
    last = today + timedelta(days=hall.rules_on(today).days_ahead)
    rules = hall.rules_on(day)
    if day < today:
        return _("Ngày này đã qua.")
    if day > last:
        return _("Chỉ đặt hẹn trước đến hết ngày %(day)s.") % {"day": f"{last:%d/%m/%Y}"}
    if rules.follows_calendar and not is_working_day(day, calendar):
        return _("Ngày này nghỉ, không nhận hẹn.")
    if day == hall.closed_day or not rules.slots_on(day):
        return _("Sảnh không phát số ngày này nên không nhận hẹn.")
    return ""


def free_slots(hall: Hall, group_id: int, at: datetime) -> list[Slot]:
    """Every beginning after `at` that still has a place in this group, by time."""
    days = open_days(hall, at)
    return [slot for slot in _slots(hall, group_id, days, at) if slot.left > 0]


def slots_of_day(hall: Hall, group_id: int, day: date, at: datetime) -> list[Slot]:
    """Every beginning of one day after `at`, those without a place among them."""
    return _slots(hall, group_id, [day], at)


def _slots(hall: Hall, group_id: int, days: list[date], at: datetime) -> list[Slot]:
    rows = Appointment.objects.filter(hall=hall, group_id=group_id, day__in=days, state__in=TAKING)
    taken = Counter(rows.values_list("starts_at", flat=True))
    found = []
    for day in days:
        rules = hall.rules_on(day)
        begins = [starts_at for starts_at in rules.slots_on(day) if starts_at > at]
        found += [Slot(starts_at, max(rules.slot_places - taken[starts_at], 0)) for starts_at in begins]
    return found


def of_day(hall: Hall, day: date) -> QuerySet[Appointment]:
    """All appointments of a hall on a day, by time."""
    return Appointment.objects.filter(hall=hall, day=day).select_related("group")


def with_code(code: str, hall_id: int, day: date) -> Appointment | None:
    """The appointment that bears a code: of this hall and day where there is one, else the newest that does."""
    text = read_code(code)
    known = Appointment.objects.filter(code=text).select_related("hall__one_stop", "hall__service_point")
    rows = list(known.order_by("-day", "-id")[:20]) if text else []
    here = [row for row in rows if row.hall_id == hall_id]
    today = [row for row in here if row.day == day]
    return next(iter([*today, *here, *rows]), None)


def with_code_in(code: str, hall_ids: Collection[int]) -> list[Appointment]:
    """The appointments of these halls that bear a code, the newest first; codes are used again on other days."""
    text = read_code(code)
    found = Appointment.objects.filter(code=text, hall_id__in=hall_ids).select_related(
        "hall__one_stop", "group"
    )
    return list(found.order_by("-day", "-id")[:20]) if text else []
