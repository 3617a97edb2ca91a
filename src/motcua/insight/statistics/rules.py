"""Periods and the arithmetic of report 06a: pure functions, no database, no clock."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Self

from motcua.insight.statistics.choices import Span
from motcua.kernel.clock import VIETNAM

# Law: NĐ 09/2019, Điều 12 (a month's report runs from the 15th to the 14th, a year's from 15/12 to 14/12)
FIRST_DAY_OF_REPORT = 15
LONGEST = timedelta(days=731)


@dataclass(frozen=True)
class Period:
    """Days from `first` to `last`, both counted."""

    first: date
    last: date

    @property
    def start(self) -> datetime:
        return _midnight(self.first)

    @property
    def end(self) -> datetime:
        """The instant the last day is over."""
        return _midnight(self.last + timedelta(days=1))

    def measured_at(self, now: datetime) -> datetime:
        """When the state of what is unsettled is taken: the end of the period, or now while it runs."""
        return min(self.end, now)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM)


def period_of(span: str, today: date) -> Period:
    """The period that a word means today; ValueError for a word that means none."""
    if span == Span.DAY:
        return Period(today, today)
    if span == Span.WEEK:
        return Period(today - timedelta(days=6), today)
    if span == Span.MONTH:
        return Period(today.replace(day=1), _before(_next_month(today.replace(day=1))))
    if span == Span.REPORT_MONTH:
        return _report(today, months=1)
    if span == Span.YEAR:
        return Period(date(today.year, 1, 1), date(today.year, 12, 31))
    if span == Span.REPORT_YEAR:
        return _report(today, months=12)
    raise ValueError(f"no such period: {span!r}")


def _report(today: date, *, months: int) -> Period:
    """The reporting period that holds today: up to the 14th of this month or the next, or of December."""
    ends = today.replace(day=FIRST_DAY_OF_REPORT - 1)
    if today.day >= FIRST_DAY_OF_REPORT:
        ends = _next_month(today.replace(day=1)).replace(day=FIRST_DAY_OF_REPORT - 1)
    if months == 1:
        before = _before(ends.replace(day=1))
        return Period(before.replace(day=FIRST_DAY_OF_REPORT), ends)
    year = today.year + (today.month == 12 and today.day >= FIRST_DAY_OF_REPORT)
    return Period(date(year - 1, 12, FIRST_DAY_OF_REPORT), date(year, 12, FIRST_DAY_OF_REPORT - 1))


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _before(day: date) -> date:
    return day - timedelta(days=1)


@dataclass(frozen=True)
class Settlement:
    """One line of 06a: what was received or carried over, what became of it."""

    online: int = 0
    direct: int = 0
    carried: int = 0
    early: int = 0
    on_time: int = 0
    overdue: int = 0
    in_time: int = 0
    late: int = 0
    stopped: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(*[getattr(self, f.name) + getattr(other, f.name) for f in fields(self)])

    @property
    def new(self) -> int:
        """Received in the period itself."""
        return self.online + self.direct

    @property
    def received(self) -> int:
        """Tổng số tiếp nhận: with what earlier periods left."""
        return self.new + self.carried

    @property
    def settled(self) -> int:
        return self.early + self.on_time + self.overdue

    @property
    def running(self) -> int:
        return self.in_time + self.late

    @property
    def is_balanced(self) -> bool:
        """Whatever came in was either settled or is still being worked on."""
        return self.received == self.settled + self.running

    def columns(self) -> tuple[int, ...]:
        """The eleven figures of 06a, left to right."""
        return (
            self.received, self.online, self.direct, self.carried,
            self.settled, self.early, self.on_time, self.overdue,
            self.running, self.in_time, self.late,
        )  # fmt: skip


@dataclass(frozen=True)
class Flow:
    """What came in and what went out in a period."""

    new: int = 0
    online: int = 0
    settled: int = 0
    overdue: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(
            self.new + other.new,
            self.online + other.online,
            self.settled + other.settled,
            self.overdue + other.overdue,
        )

    @property
    def punctual_share(self) -> float | None:
        """Settled early or on time, in percent; None where nothing was settled."""
        return 100 * (self.settled - self.overdue) / self.settled if self.settled else None


@dataclass(frozen=True)
class Standing:
    """What is being worked on at this moment."""

    running: int = 0
    due_today: int = 0
    late: int = 0
    stands: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(*[getattr(self, f.name) + getattr(other, f.name) for f in fields(self)])
