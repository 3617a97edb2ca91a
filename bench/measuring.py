"""Timing: the processor's time and the clock's, and a result as a row of the table."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Result:
    """One measured thing; `met` is None where no target is set."""

    name: str
    engine: str
    value: float
    unit: str
    target: str = ""
    met: bool | None = None
    note: str = ""

    def row(self) -> dict[str, Any]:
        return asdict(self) | {"value": round(self.value, 3)}


def at_most(name: str, engine: str, value: float, unit: str, most: float, note: str = "") -> Result:
    return Result(name, engine, value, unit, f"≤ {most:g}", value <= most, note)


def at_least(name: str, engine: str, value: float, unit: str, least: float, note: str = "") -> Result:
    return Result(name, engine, value, unit, f"≥ {least:g}", value >= least, note)


@dataclass(frozen=True)
class Times:
    """Milliseconds of each run: the clock's and the processor's."""

    wall: list[float]
    cpu: list[float]

    @property
    def p50(self) -> float:
        return statistics.median(self.wall)

    @property
    def p95(self) -> float:
        return percentile(self.wall, 95)

    @property
    def cpu_p50(self) -> float:
        return statistics.median(self.cpu)

    @property
    def cpu_mean(self) -> float:
        return statistics.fmean(self.cpu)


def percentile(values: list[float], share: int) -> float:
    ranked = sorted(values)
    return ranked[min(len(ranked) * share // 100, len(ranked) - 1)]


def timed(acts: list[Callable[[], object]], *, warm: int = 5) -> Times:
    """Run each act once; the first `warm` are not counted."""
    wall, cpu = [], []
    for place, act in enumerate(acts):
        began, used = time.perf_counter(), time.process_time()
        act()
        if place >= warm:
            wall.append((time.perf_counter() - began) * 1000)
            cpu.append((time.process_time() - used) * 1000)
    return Times(wall, cpu)
