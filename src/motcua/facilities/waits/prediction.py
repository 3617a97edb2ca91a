"""The wait of one person: the hall played forward, and what most of the plays agree on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from motcua.facilities.waits.habits import Basis, Habits
from motcua.facilities.waits.hall import Counter, Hall, Person
from motcua.facilities.waits.play import Dice, Play, Stage

RUNS = 200


@dataclass(frozen=True, slots=True)
class Range:
    """Khoảng chờ, in whole minutes: eight of ten waits lie between `low` and `high`, eight of ten below `promised`."""

    low: int
    high: int
    promised: int
    middle: float
    basis: Basis


def predict(hall: Hall, me: Person, habits: Habits, *, seed: int, runs: int = RUNS) -> Range | None:
    """How long `me` will wait from `hall.now`; None where most likely no open counter gets that far."""
    waits = sorted(play_many(hall, me, habits, seed=seed, runs=runs))
    if not waits or math.isinf(quantile(waits, 0.9)):
        return None
    low, high = quantile(waits, 0.1), quantile(waits, 0.9)
    return Range(
        low=round(low),
        high=round(high),
        promised=round(quantile(waits, 0.8)),
        middle=quantile(waits, 0.5),
        basis=habits.of(me.group, me.procedure).basis,
    )


def play_many(hall: Hall, me: Person, habits: Habits, *, seed: int, runs: int = RUNS) -> list[float]:
    """The wait of each play; infinite where every counter closes first. Empty where none is open for the group."""
    counters, groups = _concerned(hall.counters, me.group)
    if not counters:
        return []
    ahead = sorted((p for p in hall.line if p.group in groups), key=lambda person: person.arrived)
    stage = Stage(hall, habits, [*ahead, me], counters, Dice(seed, runs))
    return [Play(stage, run).wait() for run in range(runs)]


def _concerned(counters: Sequence[Counter], group: str) -> tuple[list[Counter], frozenset[str]]:
    """Counters that may serve the group, and all whose work keeps these busy."""
    groups = frozenset({group})
    while True:
        found = [counter for counter in counters if not groups.isdisjoint(counter.groups)]
        wider = groups.union(*(counter.groups for counter in found))
        if wider == groups:
            return found, groups
        groups = wider


def quantile(waits: Sequence[float], share: float) -> float:
    """Of sorted values, between neighbours by straight line."""
    place = share * (len(waits) - 1)
    below = math.floor(place)
    above = min(below + 1, len(waits) - 1)
    if math.isinf(waits[above]):
        return waits[above] if place > below or math.isinf(waits[below]) else waits[below]
    return waits[below] + (place - below) * (waits[above] - waits[below])
