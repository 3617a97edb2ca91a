"""Which times of a hall are still free."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from motcua.directory.agencies.calendars import calendar_of
from motcua.facilities.booking.choices import BookingState
from motcua.facilities.booking.models import CODE_SIGNS, Appointment
from motcua.facilities.halls.models import Hall
from motcua.facilities.halls.rules import ticket_day
from motcua.kernel.calendar import is_working_day

TAKING = (BookingState.BOOKED.value, BookingState.ARRIVED.value)


@dataclass(frozen=True)
class Slot:
    """One beginning of a day and how many places are left."""

    starts_at: datetime
    left: int


def open_days(hall: Hall, at: datetime) -> list[date]:
    """Days on which an appointment can be booked: none that the calendar or the week of the hall closes."""
    today = ticket_day(at)
    calendar = calendar_of(hall.agency, at)
    found = []
    for ahead in range(hall.rules_on(today).days_ahead + 1):
        day = today + timedelta(days=ahead)
        rules = hall.rules_on(day)
        is_open = is_working_day(day, calendar) or not rules.follows_calendar
        if is_open and day != hall.closed_day and rules.slots_on(day):
            found.append(day)
    return found


def free_slots(hall: Hall, group_id: int, at: datetime) -> list[Slot]:
    """Every beginning after `at` that still has a place in this group, by time."""
    days = open_days(hall, at)
    taken = Counter(
        Appointment.objects.filter(hall=hall, group_id=group_id, day__in=days, state__in=TAKING).values_list(
            "starts_at", flat=True
        )
    )
    found = []
    for day in days:
        rules = hall.rules_on(day)
        for starts_at in rules.slots_on(day):
            left = rules.slot_places - taken[starts_at]
            if starts_at > at and left > 0:
                found.append(Slot(starts_at, left))
    return found


def with_code(code: str) -> Appointment | None:
    """The appointment that bears a code; None for none, or in the one case in billions that two do."""
    text = code.strip().lower()
    if len(text) != CODE_SIGNS or not text.isalnum():
        return None
    found = list(Appointment.objects.filter(token__startswith=text)[:2])
    return found[0] if len(found) == 1 else None
