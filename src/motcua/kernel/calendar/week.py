"""The base week: opening hours of each weekday, half-open intervals in minutes of the day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from motcua.kernel.calendar.errors import BadWeek

MINUTES_A_DAY = 24 * 60
_INTERVAL = re.compile(r"([01]\d|2[0-4]):([0-5]\d)\s*[-–]\s*([01]\d|2[0-4]):([0-5]\d)", re.ASCII)
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)", re.ASCII)
MOST_INTERVALS = 4


@dataclass(frozen=True)
class Hours:
    """Giờ mở cửa của một ngày: `((450, 690), (810, 1050))` is 07:30–11:30 and 13:30–17:30.

    Raises BadWeek unless the intervals are in order, apart from each other and not empty.
    """

    intervals: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        end_before = -1
        for start, end in self.intervals:
            if not end_before < start < end <= MINUTES_A_DAY:
                raise BadWeek
            end_before = end

    @property
    def minutes(self) -> int:
        return sum(end - start for start, end in self.intervals)

    @property
    def opens(self) -> int:
        return self.intervals[0][0]

    @property
    def closes(self) -> int:
        return self.intervals[-1][1]

    def __bool__(self) -> bool:
        return bool(self.intervals)

    def texts(self) -> tuple[str, ...]:
        """Each interval in words."""
        return tuple(f"{clock_text(start)}–{clock_text(end)}" for start, end in self.intervals)

    def __str__(self) -> str:
        return ", ".join(self.texts())

    @classmethod
    def parse(cls, text: str) -> Hours:
        """`07:30-11:30, 13:30-17:30`; empty for a closed day. Raises BadWeek."""
        parts = [part.strip() for part in re.split(r"[,;]", text) if part.strip()]
        if len(parts) > MOST_INTERVALS:
            raise BadWeek
        found = []
        for part in parts:
            match = _INTERVAL.fullmatch(part)
            if match is None:
                raise BadWeek
            h1, m1, h2, m2 = (int(n) for n in match.groups())
            found.append((h1 * 60 + m1, h2 * 60 + m2))
        return cls(tuple(found))


CLOSED = Hours()
OFFICE_HOURS = Hours(((450, 690), (810, 1050)))


@dataclass(frozen=True)
class Week:
    """Tuần làm việc: hours of Monday to Sunday. Raises BadWeek when no day is open."""

    days: tuple[Hours, ...]

    def __post_init__(self) -> None:
        if len(self.days) != 7 or not any(self.days):
            raise BadWeek

    @cached_property
    def makeup_hours(self) -> Hours:
        """Hours of a worked Saturday: those of a weekday, the fullest where they differ."""
        return max(self.days[:5] if any(self.days[:5]) else self.days, key=lambda hours: hours.minutes)

    def to_json(self) -> list[list[list[int]]]:
        return [[list(interval) for interval in hours.intervals] for hours in self.days]

    @classmethod
    def from_json(cls, rows: list[list[list[int]]]) -> Week:
        return cls(tuple(Hours(tuple((start, end) for start, end in row)) for row in rows))


BASE_WEEK = Week((OFFICE_HOURS,) * 5 + (CLOSED, CLOSED))


def clock_text(minute: int) -> str:
    """`450` as `07:30`."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def parse_clock(text: str) -> int:
    """`15:00` as 900. Raises BadWeek."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        raise BadWeek("Giờ phải có dạng 15:00.")
    return int(match[1]) * 60 + int(match[2])
