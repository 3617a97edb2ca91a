"""A compiled process: immutable, made once per published version, shared by every run of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from motcua.facilities.bpmn.feel import Expression
from motcua.facilities.bpmn.reading import Problem

HUMAN = frozenset({"user", "manual"})
JOBS = frozenset({"service", "send", "rule"})
SCOPES = frozenset({"subprocess", "eventsub"})
ACTIVITIES = HUMAN | JOBS | {"receive", "call", "subprocess"}
# Steps in which the agency itself works: no law stops its clock for them.
OWN_WORK = frozenset({"receive", "approve", "issue", "deliver"})
GATEWAYS = frozenset({"exclusive", "parallel", "inclusive", "event_gate"})
# Where a run rests until a person, another process or time moves it on.
RESTING = HUMAN | {"receive", "call", "catch", "event_gate"}

_DURATION = re.compile(
    r"P(?=[0-9T])([0-9]{1,4}Y)?([0-9]{1,4}M)?([0-9]{1,4}W)?([0-9]{1,5}D)?"
    r"(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,7}S)?)?"
)
_CYCLE = re.compile(r"R([0-9]{0,4})/(.+)")


@dataclass(frozen=True, slots=True)
class Step:
    """Bước: what our extension says of a node. Codes and texts as drawn; `checking` judges them."""

    role: str = ""
    place: str = ""
    hours: Decimal | None = None
    kind: str = ""
    clock: str = "continue"
    law: str = ""  # what lets the clock stand
    form: str = ""
    slip: str = ""

    @property
    def stops_clock(self) -> bool:
        """Whether the time limit stands still here; without a law it never does, whatever is drawn."""
        return self.clock == "pause" and bool(self.law) and self.kind not in OWN_WORK


@dataclass(frozen=True, slots=True)
class Timer:
    """Hẹn giờ: `duration`, `date` or `cycle`, ISO 8601; or an expression that gives such a text."""

    kind: str
    text: str
    expression: Expression | None = None

    @property
    def times(self) -> int | None:
        """How often a cycle fires; None for ever."""
        match = _CYCLE.fullmatch(self.text)
        return int(match[1]) if match and match[1] else None


def timer_kind(text: str) -> str | None:
    """What an ISO 8601 text is; None if it is none."""
    if _DURATION.fullmatch(text):
        return "duration"
    if (cycle := _CYCLE.fullmatch(text)) and _DURATION.fullmatch(cycle[2]):
        return "cycle"
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return None
    return "date"


@dataclass(frozen=True, slots=True)
class Event:
    """Sự kiện: none, timer, message, signal, error, terminate or link, with the name it listens for."""

    kind: str
    name: str = ""
    timer: Timer | None = None


@dataclass(frozen=True, slots=True)
class Many:
    """Nhiều lượt: once per item of a list (or a number of times), together or one after another."""

    parallel: bool
    each: Expression | None
    item: str
    until: Expression | None


@dataclass(frozen=True, slots=True)
class Flow:
    id: str
    name: str
    source: str
    target: str
    condition: Expression | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """Nút: an activity, an event or a gateway, with all that running it needs."""

    id: str
    kind: str
    name: str
    scope: str | None
    incoming: tuple[Flow, ...] = ()
    outgoing: tuple[Flow, ...] = ()
    default: Flow | None = None
    step: Step | None = None
    lane: str = ""
    lane_role: str = ""
    event: Event = Event("none")
    host: str | None = None
    interrupting: bool = True
    boundaries: tuple[str, ...] = ()
    many: Many | None = None
    calls: str = ""
    agency: str = ""
    listens: bool = False  # a boundary event, or the start of an event sub-process

    @property
    def role(self) -> str:
        """Who does it: its own role, else its lane's."""
        return (self.step.role if self.step else "") or self.lane_role


@dataclass(frozen=True, slots=True)
class Graph:
    """Đồ thị quy trình: nodes and flows by id, in the order drawn; where each scope starts and listens."""

    id: str
    name: str
    nodes: Mapping[str, Node]
    flows: Mapping[str, Flow]
    starts: Mapping[str | None, tuple[str, ...]]
    listeners: Mapping[str | None, tuple[str, ...]]
    problems: tuple[Problem, ...] = ()
    cache: dict[str, object] = field(default_factory=dict, compare=False, repr=False)  # derived facts

    def onward(self, node: Node) -> tuple[str, ...]:
        """Where a token may go from a node: along its flows, or to its boundary events."""
        return *(flow.target for flow in node.outgoing), *node.boundaries

    def within(self, scope: str | None) -> tuple[Node, ...]:
        """Nodes that stand directly in a scope."""
        return tuple(node for node in self.nodes.values() if node.scope == scope)
