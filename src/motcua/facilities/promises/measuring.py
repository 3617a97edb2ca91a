"""Were promises kept? Computed on values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean
from typing import NamedTuple

from motcua.facilities.waits.habits import ENOUGH, Basis

COVERS = (0.75, 0.85)  # what the range is made for
MOST_UNDER_PROMISED = 0.20


class Told(NamedTuple):
    """One promise beside the wait that followed, in minutes."""

    low: int
    high: int
    promised: int
    middle: int
    basis: str
    waited: float


@dataclass(frozen=True)
class Score:
    """Of the numbers of one group, or of all."""

    count: int
    mean_wait: float
    mean_error: float
    width: float
    covered: float
    under_promised: float
    by_normal_minutes: int

    @property
    def is_enough(self) -> bool:
        """Below thirty, shares say little."""
        return self.count >= ENOUGH

    @property
    def covered_percent(self) -> int:
        return round(100 * self.covered)

    @property
    def under_percent(self) -> int:
        return round(100 * self.under_promised)

    @property
    def is_kept(self) -> bool:
        """Whether the range holds what it is made for, and most wait no longer than promised."""
        return COVERS[0] <= self.covered and self.under_promised <= MOST_UNDER_PROMISED


def score(told: Iterable[Told]) -> Score | None:
    """None where nobody was called yet. Whole minutes were said, so half a minute more is still inside."""
    rows = list(told)
    if not rows:
        return None
    return Score(
        count=len(rows),
        mean_wait=fmean(row.waited for row in rows),
        mean_error=fmean(abs(row.middle - row.waited) for row in rows),
        width=fmean(row.high - row.low for row in rows),
        covered=fmean(row.low - 0.5 <= row.waited <= row.high + 0.5 for row in rows),
        under_promised=fmean(row.waited > row.promised + 0.5 for row in rows),
        by_normal_minutes=sum(row.basis == Basis.NORMAL for row in rows),
    )
