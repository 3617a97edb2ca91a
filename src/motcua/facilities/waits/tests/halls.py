"""Days in halls that never were, made otherwise than the predictor assumes.

Service times are gamma with a share of cases that take much longer, and each officer is quicker or
slower for a whole day; counters are left by the clock, not by services. The fairness rule is written here a second time.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from motcua.facilities.waits.habits import Basis, Habits, spans
from motcua.facilities.waits.hall import Booked, Counter, Hall, Person

OPENS, CLOSES = 450.0, 990.0  # 7:30 and 16:30, in minutes of the day
PRIORITY, KEPT_SLOT, NO_SHOW = 0.08, 0.85, 0.04
PEAKS = ((450, 0.7), (480, 1.9), (600, 1.2), (690, 0.45), (780, 1.0), (870, 1.15), (930, 0.6))


class Work(NamedTuple):
    """One procedure: its share of visits, the mean of its services, how many take 2.4 times as long."""

    share: float
    minutes: float
    long: float


@dataclass(frozen=True)
class Office:
    """A group with its procedures and counters; `visits` a day, of which an eighth have an appointment."""

    name: str
    counters: int
    visits: float
    works: dict[str, Work]


CIVIL = Office(
    "hộ tịch",
    3,
    121,
    {"birth": Work(0.35, 9, 0.1), "copy": Work(0.45, 6, 0.06), "marriage": Work(0.2, 14, 0.1)},
)
LAND = Office(
    "đất đai", 3, 70, {"change": Work(0.5, 14, 0.12), "first": Work(0.2, 22, 0.15), "ask": Work(0.3, 8, 0.05)}
)
BUSINESS = Office("kinh doanh", 1, 25, {"new": Work(0.5, 13, 0.1), "change": Work(0.5, 9, 0.1)})


@dataclass
class Visit:
    """One number: who, what was known when it was drawn, when it was called, how long it kept its counter."""

    person: Person
    shows: bool
    hall: Hall | None = None
    called: float | None = None
    kept: float | None = None

    @property
    def wait(self) -> float:
        return (self.called or 0.0) - self.person.arrived


@dataclass
class Desk:
    """A counter on one day."""

    speed: float
    leaves: list[tuple[float, float]]
    serving: Visit | None = None
    since: float = 0.0
    away_since: float | None = None


@dataclass
class Day:
    """One day played through."""

    office: Office
    chance: Random
    line: list[Visit] = field(default_factory=list)
    done: list[Visit] = field(default_factory=list)
    breaks: list[float] = field(default_factory=list)
    turns: list[bool] = field(
        default_factory=list
    )  # what a free counter did while people waited: left or not
    in_a_row: int = 0
    last_wait: float = 0.0

    def play(self, ask: Callable[[Visit, Day], None] | None = None) -> Day:
        """From opening until nobody waits; `ask` is called for each number as it is drawn."""
        self.desks = [self._desk() for _ in range(self.office.counters)]
        self.pending, events = self._arrivals()
        while events:
            now, _, kind, what = heapq.heappop(events)
            if kind == "comes":
                self._come(now, what, ask)
            else:
                self._end(now, self.desks[what])
            for number, desk in enumerate(self.desks):
                if desk.serving is None and desk.away_since is None and (until := self._next(now, desk)):
                    heapq.heappush(events, (until, self.chance.random(), "free", number))
        return self

    def _desk(self) -> Desk:
        leaves, at = [], OPENS
        while (at := at + self.chance.expovariate(1 / 140)) < CLOSES:
            length = self.chance.uniform(4, 10) if self.chance.random() < 0.7 else self.chance.uniform(15, 40)
            leaves.append((at, length))
        return Desk(self.chance.uniform(0.85, 1.2), leaves[::-1])

    def _arrivals(self) -> tuple[list[Booked], list]:
        rates = list(zip(PEAKS, [*PEAKS[1:], (CLOSES - 20, 0.0)], strict=True))
        total = sum(rate * (until - start) for (start, rate), (until, _) in rates)
        times = [
            self.chance.uniform(start, until)
            for (start, rate), (until, _) in rates
            for _ in range(self._poisson(0.88 * self.office.visits * rate * (until - start) / total))
        ]
        events = [(at, self.chance.random(), "comes", self._visit(at)) for at in times]
        booked = []
        for _ in range(round(0.12 * self.office.visits)):
            slot = 10 * self.chance.randrange(int(OPENS / 10) + 1, int(CLOSES / 10) - 3)
            visit = self._visit(max(OPENS, slot + self.chance.uniform(-12, 8)), float(slot))
            booked.append(Booked("G", visit.person.procedure, float(slot)))
            if self.chance.random() < KEPT_SLOT:
                events.append((visit.person.arrived, self.chance.random(), "comes", visit))
        heapq.heapify(events)
        return booked, events

    def _poisson(self, mean: float) -> int:
        count, left = 0, self.chance.expovariate(1)
        while left < mean:
            count, left = count + 1, left + self.chance.expovariate(1)
        return count

    def _visit(self, at: float, slot: float | None = None) -> Visit:
        works = self.office.works
        [procedure] = self.chance.choices(list(works), [work.share for work in works.values()])
        priority = slot is None and self.chance.random() < PRIORITY
        return Visit(Person("G", procedure, at, priority, slot), self.chance.random() >= NO_SHOW)

    def _come(self, now: float, visit: Visit, ask: Callable[[Visit, Day], None] | None) -> None:
        if visit.person.slot is not None:
            self.pending.remove(Booked("G", visit.person.procedure, visit.person.slot))
        visit.hall = self.snapshot(now)
        if ask is not None:
            ask(visit, self)
        self.line.append(visit)

    def snapshot(self, now: float) -> Hall:
        counters = tuple(
            Counter(
                ("G",),
                serving=("G", desk.serving.person.procedure) if desk.serving else None,
                busy_for=now - desk.since if desk.serving else 0.0,
                away_for=None if desk.away_since is None else now - desk.away_since,
            )
            for desk in self.desks
        )
        line = tuple(visit.person for visit in self.line)
        coming = tuple(booked for booked in self.pending if booked.slot > now - 10)
        return Hall(now, line, counters, coming, {"G": self.in_a_row})

    def _end(self, now: float, desk: Desk) -> None:
        if desk.serving is not None:
            desk.serving.kept = now - desk.since
        desk.serving = desk.away_since = None

    def _next(self, now: float, desk: Desk) -> float | None:
        """When the counter is free again after what it begins now; None when it stays idle."""
        if desk.leaves and desk.leaves[-1][0] <= now:
            _, length = desk.leaves.pop()
            self.breaks.append(length)
            self.turns += [True] if self.line else []
            desk.away_since = now
            return now + length
        visit = self._pick(now)
        if visit is None:
            return None
        self.turns.append(False)
        visit.called, desk.serving, desk.since = now, visit, now
        self.last_wait = visit.wait
        self.done.append(visit)
        if not visit.shows:
            return now + self.chance.uniform(2, 4)
        work = self.office.works[visit.person.procedure]
        minutes = self.chance.gammavariate(2.5, work.minutes / 2.5) * desk.speed
        return now + max(0.7, minutes * (2.4 if self.chance.random() < work.long else 1.0))

    def _pick(self, now: float) -> Visit | None:
        """Appointments within -5…+10 minutes, then priority (twice in a row at most over the patient), then arrival."""
        if not self.line:
            return None
        kept = [v for v in self.line if v.person.slot is not None and -10 <= v.person.slot - now <= 5]
        priority = [v for v in self.line if v.person.is_priority]
        regular = [v for v in self.line if not v.person.is_priority]
        passed = self.in_a_row >= 2 and regular and now - regular[0].person.arrived > 30
        if kept:
            visit = min(kept, key=lambda v: v.person.slot or 0)
        else:
            visit = priority[0] if priority and not passed else regular[0]
        self.line.remove(visit)
        self.in_a_row = self.in_a_row + 1 if visit.person.is_priority else 0
        return visit


def learned(days: list[Day]) -> Habits:
    """What an office knows of itself after some days: only what its tickets tell."""
    done = [visit for day in days for visit in day.done]
    services = [(v.person.procedure, v.kept) for v in done if v.shows and v.kept is not None]
    breaks = [length for day in days for length in day.breaks]
    turns = [left for day in days for left in day.turns]
    by_procedure = {
        name: spans([kept for procedure, kept in services if procedure == name])
        for name in {procedure for procedure, _ in services}
    }
    open_minutes = len(days) * (CLOSES - OPENS)
    return Habits(
        by_procedure=by_procedure,
        by_group={"G": spans([kept for _, kept in services], Basis.GROUP)} if services else {},
        absences=spans(breaks) if breaks else None,
        absence_chance=sum(turns) / max(1, len(turns)),
        no_show_chance=sum(not v.shows for v in done) / max(1, len(done)),
        missed_slot_chance=1 - KEPT_SLOT,
        priority_rate={"G": sum(v.person.is_priority for v in done) / open_minutes},
        mix={"G": tuple(v.person.procedure for v in done)},
    )


def days_of(office: Office, *, seed: int) -> Iterator[Day]:
    """Day after day, unplayed."""
    chance = Random(seed)
    while True:
        yield Day(office, Random(chance.random()))
