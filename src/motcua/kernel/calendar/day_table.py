"""Working minutes of a calendar, summed up once per year so that adding and subtracting them is a look-up.

Instants are microseconds of Vietnamese local time since day 0, here called moments;
opening intervals are half-open. Two ways to end a walk: *closing* may stop on a closing
minute (17:30), *opening* goes on to the next minute that is open.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from motcua.kernel.calendar.errors import OutOfRange
from motcua.kernel.calendar.special_days import Kind, SpecialDay
from motcua.kernel.calendar.week import Hours

MINUTE = 60_000_000
DAY = 24 * 60 * MINUTE
FIRST_YEAR = 2000
LAST_YEAR = 2199

Intervals = tuple[tuple[int, int], ...]


class Days(Protocol):
    """What the tables need to know of a calendar."""

    def special_days(self, year: int) -> tuple[SpecialDay, ...]: ...

    def hours_for(self, day: date, specials: Sequence[SpecialDay]) -> Hours: ...


class YearTable:
    """One year: hours of each day, sums before each day, and why days are skipped."""

    def __init__(self, calendar: Days, year: int) -> None:
        self.first = date(year, 1, 1).toordinal()
        self.length = date(year, 12, 31).toordinal() - self.first + 1
        self.intervals: list[Intervals] = []
        self.worked_before = [0]
        self.days_before = [0]
        self.working: list[int] = []
        self.notes: list[dict[str, Any]] = []
        self.note_starts: list[int] = []
        self._fill(calendar, year)
        self.total = self.worked_before[-1]

    def _fill(self, calendar: Days, year: int) -> None:
        specials: dict[int, list[SpecialDay]] = {}
        for special in calendar.special_days(year):
            specials.setdefault(special.day.toordinal(), []).append(special)
        scaled: dict[Hours, Intervals] = {}
        for ordinal in range(self.first, self.first + self.length):
            own = specials.get(ordinal, [])
            hours = calendar.hours_for(date.fromordinal(ordinal), own)
            if hours not in scaled:
                scaled[hours] = tuple((start * MINUTE, end * MINUTE) for start, end in hours.intervals)
            self._add(ordinal, scaled[hours], hours.minutes * MINUTE)
            self._note(ordinal, bool(hours), own)

    def _add(self, ordinal: int, intervals: Intervals, worked: int) -> None:
        self.intervals.append(intervals)
        self.worked_before.append(self.worked_before[-1] + worked)
        self.days_before.append(self.days_before[-1] + bool(intervals))
        if intervals:
            self.working.append(ordinal)

    def _note(self, ordinal: int, is_open: bool, specials: list[SpecialDay]) -> None:
        """Remember why a day is skipped, or that a day off is worked; runs of one reason are one note."""
        own = [special for special in specials if special.kind.is_off != is_open]
        if not own and is_open:
            return
        reason = own[0].kind.value if own else "weekend"
        names = [special.name or special.kind.label for special in own] or ["ngày nghỉ hằng tuần"]
        last = self.notes[-1] if self.notes else None
        if last and last["reason"] == reason and last["last"] == ordinal - 1 and not is_open:
            last["last"] = ordinal
            last["names"] += [name for name in names if name not in last["names"]]
            last["is_computed"] |= any(special.is_computed for special in own)
            return
        self.note_starts.append(ordinal)
        self.notes.append(
            {
                "reason": reason,
                "first": ordinal,
                "last": ordinal,
                "names": list(dict.fromkeys(names)),
                "is_computed": any(special.is_computed for special in own),
                "is_worked": reason == Kind.MAKEUP_WORKDAY.value,
            }
        )


class DayTable:
    """The arithmetic over the years of one calendar. Every method raises OutOfRange beyond them."""

    def __init__(self, calendar: Days) -> None:
        self._calendar = calendar
        self._years: dict[int, YearTable] = {}

    def year(self, year: int) -> YearTable:
        found = self._years.get(year)
        if found is None:
            if not FIRST_YEAR <= year <= LAST_YEAR:
                raise OutOfRange
            found = self._years[year] = YearTable(self._calendar, year)
        return found

    def of(self, ordinal: int) -> tuple[int, YearTable, int]:
        """Year, its table and the place of a day in it."""
        if ordinal < 1 or ordinal > _LAST_ORDINAL:
            raise OutOfRange
        year = date.fromordinal(ordinal).year
        table = self.year(year)
        return year, table, ordinal - table.first

    def intervals(self, ordinal: int) -> Intervals:
        _, table, place = self.of(ordinal)
        return table.intervals[place]

    def is_open(self, moment: int) -> bool:
        ordinal, clock = divmod(moment, DAY)
        return any(start <= clock < end for start, end in self.intervals(ordinal))

    def next_opening(self, moment: int) -> int:
        """The moment itself when open, else the next that is."""
        ordinal, clock = divmod(moment, DAY)
        for start, end in self.intervals(ordinal):
            if clock < end:
                return ordinal * DAY + max(clock, start)
        day = self.working_day_from(ordinal + 1)
        return day * DAY + self.intervals(day)[0][0]

    def closing(self, ordinal: int) -> int:
        """The closing moment of a working day."""
        return ordinal * DAY + self.intervals(ordinal)[-1][1]

    def working_day_from(self, ordinal: int) -> int:
        """The day itself when worked, else the next that is."""
        return self.working_day_after(ordinal, 0)

    def working_day_before(self, ordinal: int) -> int:
        """The last working day before a day."""
        year, table, place = self.of(ordinal)
        index = table.days_before[place] - 1
        while index < 0:
            year -= 1
            table = self.year(year)
            index += len(table.working)
        return table.working[index]

    def working_day_after(self, ordinal: int, count: int) -> int:
        """The working day `count` working days later; a day off counts as the next working day."""
        year, table, place = self.of(ordinal)
        index = table.days_before[place] + count
        while index >= len(table.working):
            index -= len(table.working)
            year += 1
            table = self.year(year)
        return table.working[index]

    def working_days_between(self, after: int, until: int) -> int:
        """Working days later than day `after`, up to and including day `until`."""
        if until < after:
            return -self.working_days_between(until, after)
        year, table, place = self.of(after + 1)
        last_year, last_table, last_place = self.of(until)
        count = last_table.days_before[last_place + 1] - table.days_before[place]
        while year < last_year:
            count += len(self.year(year).working)
            year += 1
        return count

    def worked_between(self, start: int, end: int) -> int:
        """Working microseconds in [start, end); 0 when end comes first."""
        if end <= start:
            return 0
        year, before = self._worked(start)
        last_year, until = self._worked(end)
        while year < last_year:
            until += self.year(year).total
            year += 1
        return until - before

    def _worked(self, moment: int) -> tuple[int, int]:
        """Year of a moment and what was worked in that year before it."""
        ordinal, clock = divmod(moment, DAY)
        year, table, place = self.of(ordinal)
        worked = table.worked_before[place]
        for start, end in table.intervals[place]:
            if clock <= start:
                break
            worked += min(clock, end) - start
        return year, worked

    def advance(self, moment: int, amount: int, *, closing: bool) -> int:
        """The moment after `amount` more working microseconds; `moment` itself when there are none."""
        if amount <= 0:
            return moment
        year, worked = self._worked(moment)
        target = worked + amount
        table = self.year(year)
        while target > table.total or (target == table.total and not closing):
            target -= table.total
            year += 1
            table = self.year(year)
        find = bisect_left if closing else bisect_right
        place = find(table.worked_before, target) - 1
        left = target - table.worked_before[place]
        for start, end in table.intervals[place]:
            if left < end - start or (closing and left == end - start):
                return (table.first + place) * DAY + start + left
            left -= end - start
        raise AssertionError("sums and intervals of a day disagree")

    def notes_between(self, after: int, until: int) -> list[dict[str, Any]]:
        """Notes on days later than day `after`, up to and including day `until`, in order."""
        if until <= after:
            return []
        found: list[dict[str, Any]] = []
        year = date.fromordinal(after + 1).year
        while True:
            table = self.year(year)
            low, high = bisect_right(table.note_starts, after), bisect_right(table.note_starts, until)
            found += table.notes[low:high]
            if table.first + table.length > until:
                return found
            year += 1


_LAST_ORDINAL = date.max.toordinal() - 1
