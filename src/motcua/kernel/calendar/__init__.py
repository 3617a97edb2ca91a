"""Working time and due dates: pure arithmetic over work calendars that know no agency (see README.md)."""

from motcua.kernel.calendar.due_dates import Due, Pause, due, put_off
from motcua.kernel.calendar.errors import CalendarError
from motcua.kernel.calendar.limits import Limit, Unit, parse_limit
from motcua.kernel.calendar.work_calendar import WorkCalendar, shipped_calendar
from motcua.kernel.calendar.worktime import (
    add_working_minutes,
    closing_of,
    hand_over_by,
    is_open,
    is_within_hours,
    is_working_day,
    last_moment_to_extend,
    next_opening,
    next_working_day,
    opening_of,
    previous_working_day,
    working_days_between,
    working_minutes_between,
)

__all__ = [
    "CalendarError",
    "Due",
    "Limit",
    "Pause",
    "Unit",
    "WorkCalendar",
    "add_working_minutes",
    "closing_of",
    "due",
    "hand_over_by",
    "is_open",
    "is_within_hours",
    "is_working_day",
    "last_moment_to_extend",
    "next_opening",
    "next_working_day",
    "opening_of",
    "parse_limit",
    "previous_working_day",
    "put_off",
    "shipped_calendar",
    "working_days_between",
    "working_minutes_between",
]
