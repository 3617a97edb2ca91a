"""Questions about working time, in aware datetimes. Answers are in +07:00.

All functions raise NaiveInstant for a datetime without zone and OutOfRange beyond the
years a calendar covers.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from motcua.kernel.calendar.day_table import DAY, FIRST_YEAR, LAST_YEAR, MINUTE
from motcua.kernel.calendar.errors import NaiveInstant, NotAWorkingDay, OutOfRange
from motcua.kernel.calendar.work_calendar import WorkCalendar

VIETNAM_TIME = timezone(timedelta(hours=7))
_EPOCH = datetime(1, 1, 1, tzinfo=VIETNAM_TIME)
_MICROSECOND = timedelta(microseconds=1)
_FIRST = date(FIRST_YEAR, 1, 1).toordinal() * DAY
_END = (date(LAST_YEAR, 12, 31).toordinal() + 1) * DAY


def moment_of(instant: datetime) -> int:
    """Microseconds of Vietnamese local time since day 0."""
    if instant.tzinfo is None or instant.utcoffset() is None:
        raise NaiveInstant
    since = instant - _EPOCH
    moment = (since.days + 1) * DAY + since.seconds * 1_000_000 + since.microseconds
    if not _FIRST <= moment < _END:
        raise OutOfRange
    return moment


def instant_of(moment: int) -> datetime:
    """The aware datetime of a moment, in +07:00."""
    return _EPOCH + timedelta(days=moment // DAY - 1, microseconds=moment % DAY)


def is_open(instant: datetime, calendar: WorkCalendar) -> bool:
    """Whether the minute that begins at this instant is a working minute."""
    return calendar.table.is_open(moment_of(instant))


def is_within_hours(instant: datetime, calendar: WorkCalendar) -> bool:
    """Whether something may fall due now: open, or the very minute of closing."""
    moment = moment_of(instant)
    return calendar.table.is_open(moment) or calendar.table.is_open(moment - 1)


def is_working_day(day: date, calendar: WorkCalendar) -> bool:
    return bool(calendar.table.intervals(_ordinal(day)))


def next_opening(instant: datetime, calendar: WorkCalendar) -> datetime:
    """The instant itself when open, else the next opening minute."""
    return instant_of(calendar.table.next_opening(moment_of(instant)))


def next_working_day(day: date, calendar: WorkCalendar) -> date:
    """The first working day after `day`."""
    return date.fromordinal(calendar.table.working_day_from(_ordinal(day) + 1))


def previous_working_day(day: date, calendar: WorkCalendar) -> date:
    """The last working day before `day`."""
    return date.fromordinal(calendar.table.working_day_before(_ordinal(day)))


def opening_of(day: date, calendar: WorkCalendar) -> datetime:
    """The first opening minute of a working day. Raises NotAWorkingDay."""
    return instant_of(_ordinal(day) * DAY + _intervals(day, calendar)[0][0])


def closing_of(day: date, calendar: WorkCalendar) -> datetime:
    """The closing minute of a working day. Raises NotAWorkingDay."""
    return instant_of(_ordinal(day) * DAY + _intervals(day, calendar)[-1][1])


def working_minutes_between(start: datetime, end: datetime, calendar: WorkCalendar) -> int:
    """Whole working minutes in [start, end); negative when `end` comes first."""
    first, last = moment_of(start), moment_of(end)
    if last < first:
        return -(calendar.table.worked_between(last, first) // MINUTE)
    return calendar.table.worked_between(first, last) // MINUTE


def working_days_between(after: date, until: date, calendar: WorkCalendar) -> int:
    """Working days later than `after`, up to and including `until`; negative when `until` comes first."""
    return calendar.table.working_days_between(_ordinal(after), _ordinal(until))


def add_working_minutes(instant: datetime, minutes: int, calendar: WorkCalendar) -> datetime:
    """The instant after so many working minutes; it may be a closing minute."""
    if minutes < 0:
        raise ValueError("minutes must not be negative")
    table = calendar.table
    start = table.next_opening(moment_of(instant))
    return instant_of(table.advance(start, minutes * MINUTE, closing=True))


def hand_over_by(received: datetime, calendar: WorkCalendar) -> datetime:
    """When a dossier received at the counter must have been handed over.

    Law: NĐ 118/2025, Điều 18.2: the same working day; received after the cut-off (15:00),
    at the start of the next working day.
    """
    table = calendar.table
    ordinal, clock = divmod(table.next_opening(moment_of(received)), DAY)
    if clock < calendar.season_on(date.fromordinal(ordinal)).cutoff * MINUTE:
        return instant_of(table.closing(ordinal))
    following = table.working_day_from(ordinal + 1)
    return instant_of(following * DAY + table.intervals(following)[0][0])


def last_moment_to_extend(due_at: datetime, calendar: WorkCalendar) -> datetime:
    """The closing minute of the working day before the due day.

    Law: NĐ 118/2025, Điều 19.6: at the latest one day before the promised date.
    """
    table = calendar.table
    return instant_of(table.closing(table.working_day_before(moment_of(due_at) // DAY)))


def _ordinal(day: date) -> int:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise OutOfRange
    return day.toordinal()


def _intervals(day: date, calendar: WorkCalendar) -> tuple[tuple[int, int], ...]:
    found = calendar.table.intervals(_ordinal(day))
    if not found:
        raise NotAWorkingDay
    return found
