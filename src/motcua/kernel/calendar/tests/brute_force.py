"""The same rules as the product, counted minute by minute: slow, short, and sharing none of its code.

Instants are whole minutes of Vietnamese local time since the first day of the window.
"""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

FIRST = date(2026, 1, 1)
DAYS = 560
A_DAY = 1440
NATIONAL_WEEK = [[(450, 690), (810, 1050)]] * 5 + [[], []]


@dataclass
class Office:
    """A week of intervals, days off, worked Saturdays, and every open minute of the window in a list."""

    week: list[list[tuple[int, int]]] = field(default_factory=lambda: NATIONAL_WEEK)
    off: frozenset[date] = frozenset()
    makeup: frozenset[date] = frozenset()
    cutoff: int = 900

    @cached_property
    def hours(self) -> list[list[tuple[int, int]]]:
        return [self._hours(FIRST + timedelta(days=n)) for n in range(DAYS)]

    @cached_property
    def minutes(self) -> list[int]:
        found: list[int] = []
        for n, hours in enumerate(self.hours):
            for start, end in hours:
                found.extend(range(n * A_DAY + start, n * A_DAY + end))
        return found

    def _hours(self, day: date) -> list[tuple[int, int]]:
        if day in self.off:
            return []
        if day in self.makeup:
            return max(self.week[:5], key=lambda hours: sum(end - start for start, end in hours))
        return self.week[day.weekday()]

    def next_opening(self, t: int) -> int:
        return self.minutes[bisect_left(self.minutes, t)]

    def is_open(self, t: int) -> bool:
        return self.next_opening(t) == t

    def worked(self, start: int, end: int) -> int:
        """How many open minutes lie in [start, end)."""
        return max(bisect_left(self.minutes, end) - bisect_left(self.minutes, start), 0)

    def walk(self, t: int, count: int, *, closing: bool) -> int:
        """After `count` more open minutes: just behind the last of them, or at the one that follows."""
        if not count:
            return t
        place = bisect_left(self.minutes, t) + count
        return self.minutes[place - 1] + 1 if closing else self.minutes[place]

    def working_days_on(self, n: int, count: int) -> int:
        while count:
            n += 1
            count -= bool(self.hours[n])
        return n

    def closing_from(self, n: int) -> int:
        while not self.hours[n]:
            n += 1
        return n * A_DAY + self.hours[n][-1][1]

    def due(self, start: int, value: float, unit: str, pauses: list[tuple[int, int]]) -> int:
        """`value` in the unit; quarters only, so that everything is whole minutes."""
        running = self._unpaused(self.next_opening(start), value, unit)
        closing = unit != "working_days" or value % 1 != 0
        for begins, ends in merged(pauses):
            if begins < running:
                running = self.walk(running, self.worked(max(begins, start), ends), closing=closing)
        return running

    def _unpaused(self, t: int, value: float, unit: str) -> int:
        n, clock = divmod(t, A_DAY)
        if unit == "working_days":
            kept = self.next_opening(self.working_days_on(n, int(value)) * A_DAY + clock)
            return self.walk(kept, round(value % 1 * 480), closing=True)
        if unit == "hours":
            return self.walk(t, round(value * 60), closing=True)
        if unit == "days":
            return self.closing_from(n + int(value))
        if unit == "months":
            return self.closing_from((months_on(FIRST + timedelta(days=n), int(value)) - FIRST).days)
        return self.closing_from(n if clock < self.cutoff else n + 1)


def months_on(day: date, count: int) -> date:
    year, month = day.year, day.month
    for _ in range(count):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def merged(pauses: list[tuple[int, int]]) -> list[tuple[int, int]]:
    covered = sorted({minute for begins, ends in pauses for minute in range(begins, ends)})
    found: list[tuple[int, int]] = []
    for minute in covered:
        if found and found[-1][1] == minute:
            found[-1] = (found[-1][0], minute + 1)
        else:
            found.append((minute, minute + 1))
    return found
