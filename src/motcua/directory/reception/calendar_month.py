"""A month of a work calendar as people read it: weeks from Monday, each day with its hours or its reason."""

from __future__ import annotations

from calendar import Calendar
from dataclasses import dataclass
from datetime import date

from motcua.kernel.calendar import WorkCalendar
from motcua.kernel.calendar.day_table import FIRST_YEAR, LAST_YEAR
from motcua.kernel.calendar.lunar import LunarDate, lunar_date


@dataclass(frozen=True)
class DayCell:
    """One day of the month view."""

    day: date
    in_month: bool
    intervals: tuple[str, ...]
    names: str
    is_worked_day_off: bool
    is_computed: bool
    lunar: LunarDate

    @property
    def is_off(self) -> bool:
        return not self.intervals


@dataclass(frozen=True)
class Month:
    """A month with its weeks, and the months beside it that a calendar reaches."""

    first: date
    weeks: list[list[DayCell]]
    before: date | None
    after: date | None


def month_of(calendar: WorkCalendar, first: date) -> Month:
    """The month that begins on `first`."""
    weeks = [
        [_cell(calendar, day, first.month) for day in week]
        for week in Calendar().monthdatescalendar(first.year, first.month)
    ]
    before, after = _shifted(first, -1), _shifted(first, 1)
    return Month(first, weeks, before if is_covered(before) else None, after if is_covered(after) else None)


def is_covered(first: date) -> bool:
    """Whether all weeks of a month lie in years that calendars cover."""
    return date(FIRST_YEAR, 2, 1) <= first <= date(LAST_YEAR, 11, 1)


def _shifted(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _cell(calendar: WorkCalendar, day: date, month: int) -> DayCell:
    hours = calendar.hours_on(day)
    specials = [s for s in calendar.special_days(day.year) if s.day == day and s.kind.is_off != bool(hours)]
    return DayCell(
        day=day,
        in_month=day.month == month,
        intervals=hours.texts(),
        names=", ".join(dict.fromkeys(s.name or s.kind.label for s in specials)),
        is_worked_day_off=bool(hours) and bool(specials),
        is_computed=any(s.is_computed for s in specials),
        lunar=lunar_date(day),
    )
