"""The due date as a pure function of start, limit, calendar and pauses, with its trace.

How each limit ends, and where a walk over working minutes may stop:

- working days keep the clock time, or take the next opening minute; a pause moves them to a
  minute that is open, never to a closing minute;
- a fraction of a working day, and hours, are working hours and may end on a closing minute;
- days, months and the same day end on a closing minute, and after a pause may do so again.

A restart after a supplement is a new start; an extension is a date of its own.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from motcua.kernel.calendar import trace
from motcua.kernel.calendar.day_table import DAY, LAST_YEAR, MINUTE, DayTable
from motcua.kernel.calendar.errors import OutOfRange, PauseBackwards
from motcua.kernel.calendar.limits import HOURS_A_DAY, Limit, Unit
from motcua.kernel.calendar.trace import Entry
from motcua.kernel.calendar.work_calendar import WorkCalendar
from motcua.kernel.calendar.worktime import instant_of, moment_of

_HOUR = 60 * MINUTE


class Pause(NamedTuple):
    """Tạm dừng: the clock stands still in [begins, ends); `paper` names the slip that says so."""

    begins: datetime
    ends: datetime
    paper: str = ""


@dataclass(frozen=True)
class Due:
    """Hạn trả và cách tính."""

    due_at: datetime
    trace: list[Entry]


class _Span(NamedTuple):
    begins: int
    ends: int
    papers: tuple[str, ...]


def due(
    start: datetime,
    limit: Limit,
    calendar: WorkCalendar,
    pauses: Iterable[Sequence[datetime] | Pause] = (),
    *,
    law: str = "",
) -> Due:
    """When a limit that starts at `start` runs out under a calendar.

    A start outside opening hours counts from the next opening minute. Pauses that overlap or
    touch are one; one that begins before the due date then running moves it by the working
    minutes inside it after the start. `law` is the article the limit comes from.

    Raises NaiveInstant, OutOfRange and PauseBackwards.
    """
    table = calendar.table
    begun = moment_of(start)
    counted_from = table.next_opening(begun)
    found = [*trace.start(begun, counted_from), trace.limit(limit, law)]
    running, entries = _COUNT[limit.unit](counted_from, limit, calendar)
    found += entries
    closing = limit.unit is not Unit.WORKING_DAYS or not limit.is_whole
    for span in _merged(pauses):
        running, entries = _paused(table, span, begun, running, closing)
        found += entries
    found.append(trace.due(running))
    return Due(instant_of(running), found)


def put_off(
    promised: datetime, since: datetime, calendar: WorkCalendar, pauses: Iterable[Sequence[datetime] | Pause]
) -> Due:
    """A date promised by itself at `since`, later by the working minutes of pauses after that.

    Raises NaiveInstant, OutOfRange and PauseBackwards.
    """
    table, begun = calendar.table, moment_of(since)
    running, found = moment_of(promised), []
    for span in _merged(pauses):
        running, entries = _paused(table, span, begun, running, closing=True)
        found += entries
    return Due(instant_of(running), [*found, trace.due(running)])


Counted = tuple[int, list[Entry]]


def _working_days(start: int, limit: Limit, calendar: WorkCalendar) -> Counted:
    table = calendar.table
    whole = int(limit.value)
    kept, moved = start, start
    if whole:
        kept = table.working_day_after(start // DAY, whole) * DAY + start % DAY
        moved = table.next_opening(kept)
    fraction = _amount((limit.value - whole) * HOURS_A_DAY)
    end = table.advance(moved, fraction, closing=True)
    return end, [*trace.skipped(table, start // DAY, end // DAY), *trace.moved_clock(kept, moved)]


def _hours(start: int, limit: Limit, calendar: WorkCalendar) -> Counted:
    table = calendar.table
    end = table.advance(start, _amount(limit.value), closing=True)
    return end, trace.skipped(table, start // DAY, end // DAY)


def _amount(hours: Decimal) -> int:
    """Working hours in microseconds."""
    return round(hours * _HOUR)


def _days(start: int, limit: Limit, calendar: WorkCalendar) -> Counted:
    return _ending_on(start // DAY + int(limit.value), calendar.table)


def _months(start: int, limit: Limit, calendar: WorkCalendar) -> Counted:
    """Law: Bộ luật Dân sự 2015, Điều 148.3: the same day of the last month, or its last day."""
    first = date.fromordinal(start // DAY)
    year, month = divmod(first.year * 12 + first.month - 1 + int(limit.value), 12)
    if year > LAST_YEAR:
        raise OutOfRange
    last = date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))
    return _ending_on(last.toordinal(), calendar.table)


def _ending_on(last_day: int, table: DayTable) -> Counted:
    due_day = table.working_day_from(last_day)
    return table.closing(due_day), trace.moved_day(table, last_day, due_day)


def _same_day(start: int, limit: Limit, calendar: WorkCalendar) -> Counted:
    table = calendar.table
    day, clock = divmod(start, DAY)
    cutoff = calendar.season_on(date.fromordinal(day)).cutoff
    if clock < cutoff * MINUTE:
        return table.closing(day), []
    due_day = table.working_day_from(day + 1)
    return table.closing(due_day), [trace.cutoff(cutoff, due_day), *trace.skipped(table, day, due_day)]


_COUNT = {
    Unit.WORKING_DAYS: _working_days,
    Unit.HOURS: _hours,
    Unit.DAYS: _days,
    Unit.MONTHS: _months,
    Unit.SAME_DAY: _same_day,
}


def _merged(pauses: Iterable[Sequence[datetime] | Pause]) -> list[_Span]:
    """Spans in order, none touching another."""
    found: list[_Span] = []
    for begins, ends, paper in sorted(_moments(Pause(*pause)) for pause in pauses):
        papers: tuple[str, ...] = (paper,) if paper else ()
        if found and begins <= found[-1].ends:
            last = found.pop()
            papers = tuple(dict.fromkeys(last.papers + papers))
            begins, ends = last.begins, max(last.ends, ends)
        found.append(_Span(begins, ends, papers))
    return found


def _moments(pause: Pause) -> tuple[int, int, str]:
    begins, ends = moment_of(pause.begins), moment_of(pause.ends)
    if ends < begins:
        raise PauseBackwards
    return begins, ends, pause.paper


def _paused(table: DayTable, span: _Span, begun: int, running: int, closing: bool) -> Counted:
    """The due date after a pause, by the working time inside it after the start."""
    if span.begins >= running:
        return running, [trace.pause_ignored(span.begins, span.ends, "bắt đầu khi đã hết hạn")]
    if span.ends <= begun:
        return running, [trace.pause_ignored(span.begins, span.ends, "kết thúc trước khi bắt đầu tính")]
    begins = max(span.begins, begun)
    worked = table.worked_between(begins, span.ends)
    moved = table.advance(running, worked, closing=closing)
    entry = trace.pause(begins, span.ends, worked, ", ".join(span.papers))
    return moved, [entry, *trace.skipped(table, running // DAY, moved // DAY)]
