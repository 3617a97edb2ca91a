"""What past days taught about an office: how long services take, how often a counter stands empty, who comes.

Service times count from the call of one person to the moment the counter may call the next.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from statistics import NormalDist, fmean

ENOUGH = 30  # past services; below that a procedure is taken for an ordinary one of its group
DEFAULT_MINUTES = 12.0
_SPREAD = 0.6  # standard deviation over mean, where nothing is known but the mean
_STEPS = 40
_OVERTIME = 0.35  # of the mean: what is left of a service that lasts longer than any before


class Basis(StrEnum):
    """On what service times rest."""

    PROCEDURE = "procedure"
    GROUP = "group"
    NORMAL = "normal"


@dataclass(frozen=True, slots=True)
class Spans:
    """Past lengths in minutes, sorted; drawn from as they are."""

    minutes: tuple[float, ...]
    basis: Basis

    @property
    def mean(self) -> float:
        return fmean(self.minutes)

    def draw(self, chance: float) -> float:
        """One of them; `chance` is uniform in [0, 1)."""
        return self.minutes[int(chance * len(self.minutes))]

    def rest(self, gone: float, chance: float) -> float:
        """What is left of one that lasts `gone` minutes already."""
        first = bisect_right(self.minutes, gone)
        left = len(self.minutes) - first
        if left:
            return self.minutes[first + int(chance * left)] - gone
        return -math.log(1.0 - chance) * _OVERTIME * self.mean


def spans(minutes: Sequence[float], basis: Basis = Basis.PROCEDURE) -> Spans:
    return Spans(tuple(sorted(minutes)), basis)


def assumed(mean: float) -> Spans:
    """Lengths around a mean of which nothing else is known: log-normal, most shorter, some much longer."""
    variance = math.log(1 + _SPREAD**2)
    shape = NormalDist(math.log(mean) - variance / 2, math.sqrt(variance))
    drawn = [math.exp(shape.inv_cdf((step + 0.5) / _STEPS)) for step in range(_STEPS)]
    return spans([value * mean / fmean(drawn) for value in drawn], Basis.NORMAL)


@dataclass(frozen=True, slots=True)
class Habits:
    """Thói quen của một nơi. Rates are per minute; `mix` names the procedures of past visits of a group."""

    by_procedure: Mapping[str, Spans] = field(default_factory=dict)
    by_group: Mapping[str, Spans] = field(default_factory=dict)
    normal_minutes: Mapping[str, float] = field(default_factory=dict)
    absences: Spans | None = None
    absence_chance: float = 0.0  # that a counter is left after a service
    no_show_chance: float = 0.0  # that nobody comes when called
    no_show_minutes: float = 2.0
    missed_slot_chance: float = 0.0  # that an appointment is not kept
    priority_rate: Mapping[str, float] = field(default_factory=dict)
    mix: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def of(self, group: str, procedure: str) -> Spans:
        """Of the procedure where enough is known, else of its group, else around the group's normal minutes."""
        known = (self.by_procedure.get(procedure), self.by_group.get(group))
        for found in known:
            if found is not None and len(found.minutes) >= ENOUGH:
                return found
        return assumed(self.normal_minutes.get(group, DEFAULT_MINUTES))
