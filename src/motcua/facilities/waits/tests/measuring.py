"""How well waits are foretold, beside the estimators one could do with: kept by day, told as a table."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from statistics import fmean

from motcua.facilities.waits.habits import Habits
from motcua.facilities.waits.hall import Hall
from motcua.facilities.waits.prediction import RUNS, Range, predict
from motcua.facilities.waits.tests.halls import Day, Office, Visit, days_of, learned

LEARNING_DAYS = 20
REMEMBERED_DAYS = 60


def _ahead(hall: Hall) -> int:
    return len(hall.line)


def _means(hall: Hall, habits: Habits) -> list[float]:
    return [habits.of(person.group, person.procedure).mean for person in hall.line]


NAIVE: dict[str, Callable[[Hall, Habits, Day], float]] = {
    "12 minutes × line ÷ counters": lambda hall, _, day: 12 * _ahead(hall) / day.office.counters,
    "mean × (line + 1) ÷ counters": lambda hall, habits, day: (
        habits.by_group["G"].mean * (_ahead(hall) + 1) / day.office.counters
    ),
    "sum of means in line ÷ counters": lambda hall, habits, day: (
        sum(_means(hall, habits)) / day.office.counters
    ),
    "last to enter service": lambda _, __, day: day.last_wait,
    "head of line": lambda hall, _, __: hall.now - hall.line[0].arrived if hall.line else 0.0,
}


@dataclass
class Score:
    """Foretold and real waits of one office."""

    office: Office
    waits: list[float] = field(default_factory=list)
    ranges: list[Range] = field(default_factory=list)
    naive: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in NAIVE})

    @property
    def coverage(self) -> float:
        return fmean(r.low <= wait <= r.high for r, wait in zip(self.ranges, self.waits, strict=True))

    @property
    def coverage_of_waiting(self) -> float:
        """Without those for whom a counter stood free, whom nobody can foretell wrongly."""
        pairs = zip(self.ranges, self.waits, strict=True)
        return fmean(r.low <= wait <= r.high for r, wait in pairs if wait > 0)

    @property
    def width(self) -> float:
        return fmean(r.high - r.low for r in self.ranges)

    @property
    def under_promised(self) -> float:
        """Share of people who waited longer than the promise."""
        return fmean(wait > r.promised for r, wait in zip(self.ranges, self.waits, strict=True))

    @property
    def middles(self) -> list[float]:
        return [r.middle for r in self.ranges]

    def mean_error(self, foretold: list[float]) -> float:
        return fmean(abs(f - wait) for f, wait in zip(foretold, self.waits, strict=True))

    def root_error(self, foretold: list[float]) -> float:
        squares = fmean((f - wait) ** 2 for f, wait in zip(foretold, self.waits, strict=True))
        return math.sqrt(squares) / fmean(self.waits)

    def within(self, foretold: list[float], minutes: float = 5) -> float:
        return fmean(abs(f - wait) <= minutes for f, wait in zip(foretold, self.waits, strict=True))

    def table(self) -> str:
        """Lines for people."""
        rows = [*self.naive.items(), ("Monte Carlo of the line, middle", self.middles)]
        head = f"{self.office.name}, {self.office.counters} counters: {len(self.waits)} numbers, mean wait {fmean(self.waits):.1f} min"
        lines = [
            f"  {name:<34}MAE {self.mean_error(told):5.1f}  RRMSE {self.root_error(told):5.0%}  ±5 min {self.within(told):4.0%}"
            for name, told in rows
        ]
        band = f"  P10–P90 covers {self.coverage:.0%} ({self.coverage_of_waiting:.0%} of who had to wait), {self.width:.1f} min wide; P80 passed by {self.under_promised:.0%}"
        return "\n".join([head, *lines, band])


def measure(office: Office, *, days: int, seed: int, runs: int = RUNS) -> Score:
    """Foretell every number of `days` days, each from what the days before taught."""
    score, past = Score(office), []
    for number, day in enumerate(islice(days_of(office, seed=seed), LEARNING_DAYS + days)):
        if number < LEARNING_DAYS:
            past.append(day.play())
            continue
        _measure_day(score, day, learned(past[-REMEMBERED_DAYS:]), runs)
        past.append(day)
    return score


def _measure_day(score: Score, day: Day, habits: Habits, runs: int) -> None:
    asked: list[tuple[Visit, Range, dict[str, float]]] = []

    def ask(visit: Visit, so_far: Day) -> None:
        hall = visit.hall
        foretold = predict(hall, visit.person, habits, seed=len(asked), runs=runs)
        assert foretold is not None
        asked.append((visit, foretold, {name: tell(hall, habits, so_far) for name, tell in NAIVE.items()}))

    day.play(ask)
    for visit, foretold, naive in asked:
        score.waits.append(visit.wait)
        score.ranges.append(foretold)
        for name, minutes in naive.items():
            score.naive[name].append(minutes)
