"""A hall as it stands at one moment. Times are minutes on a clock of the caller's own."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Person(NamedTuple):
    """Người chờ: somebody in the line. `slot` is the time of an appointment."""

    group: str
    procedure: str
    arrived: float
    is_priority: bool = False
    slot: float | None = None


class Counter(NamedTuple):
    """Quầy. Calls its groups in their order; serves a (group, procedure) since `busy_for` minutes, or is left since `away_for`."""

    groups: tuple[str, ...]
    serving: tuple[str, str] | None = None
    busy_for: float = 0.0
    away_for: float | None = None
    opens_in: float = 0.0
    closes_in: float = math.inf


class Booked(NamedTuple):
    """Lịch hẹn chưa đến: an appointment whose holder has not checked in yet."""

    group: str
    procedure: str
    slot: float


class Fairness(NamedTuple):
    """Luật gọi số: an appointment in its window, then priority, then arrival; nobody patient is passed for ever."""

    window_before: float = 5.0
    window_after: float = 10.0
    preferred_in_a_row: int = 2
    patience: float = 30.0


@dataclass(frozen=True, slots=True)
class Hall:
    """Sảnh: everybody but the one who asks. `in_a_row` counts the last preferred calls of a group."""

    now: float
    line: tuple[Person, ...]
    counters: tuple[Counter, ...]
    booked: tuple[Booked, ...] = ()
    in_a_row: Mapping[str, int] = field(default_factory=dict)
    fairness: Fairness = field(default_factory=Fairness)
