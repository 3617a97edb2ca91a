"""What drawn processes cost in the core, without rows: a step, a compilation, a check, and rounds without growth."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

from bench.measuring import Result, at_most, timed
from bench.office import Bench
from motcua.facilities.bpmn import engine
from motcua.facilities.bpmn.checking import check
from motcua.facilities.bpmn.compiling import compile_process
from motcua.facilities.bpmn.graph import Graph
from motcua.facilities.bpmn.reading import read
from motcua.facilities.bpmn.tests.drawing import xml
from motcua.facilities.bpmn.tokens import READY, Token

STEP_MS = 0.05
COMPILE_MS = 5.0
CHECK_LARGEST_S = 2.0
RUNS = 300
ROUNDS = 100
GROWTH = 1.5

# A permit: supplement and rework as loops, two agencies and a commune asked together, a notice when late.
PERMIT = """
    S start; again exclusive; receive user; complete exclusive; supplement user pauseClock=true; assign user
    rework exclusive; appraise user hours=40; late boundary appraise timer=P5D also; apology user; noted end
    ask parallel; agency_a user; agency_b user; answered parallel; approve user; agreed exclusive; sign user; stamp user
    commune sub { begin start; inspect user; found end; begin -> inspect -> found }
    deliver user; E end
    S -> again -> receive -> complete; complete -> supplement if missing = true; supplement -> again
    complete -> assign default; assign -> rework -> appraise -> ask; late -> apology -> noted
    ask -> agency_a -> answered; ask -> agency_b -> answered; ask -> commune -> answered -> approve -> agreed
    agreed -> rework if rejected = true; agreed -> sign default; sign -> stamp -> deliver -> E
"""
FIRST_ROUND = [("receive", {"missing": True}), ("supplement", {}), ("receive", {}), ("assign", {})]
REVIEW = ["appraise", "agency_b", "inspect", "agency_a"]
LAST = ["sign", "stamp", "deliver"]


class _Case:
    """One run; `act` completes the step of that name."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        delta = engine.start(graph, {})
        self.tokens: tuple[Token, ...] = delta.added
        self.next_id = delta.next_id

    def act(self, node: str, values: dict[str, Any]) -> None:
        token = next(token.id for token in self.tokens if token.node == node and token.kind == READY)
        delta = engine.complete(self.graph, self.tokens, token, values, self.next_id)
        self.tokens, self.next_id = delta.applied_to(self.tokens), delta.next_id


def measure(_bench: Bench) -> Iterator[Result]:
    data = xml(PERMIT)
    graph = compile_process(read(data))
    if problems := check(graph, {"clerk"}):
        raise AssertionError(problems)
    yield _steps(graph)
    yield _rounds(graph)
    compiled = timed([lambda: compile_process(read(data))] * RUNS)
    note = f"{len(graph.nodes)} nodes, {len(data):,} bytes, XML read too"
    yield at_most("a drawn process compiled", "core", compiled.cpu_p50, "ms", COMPILE_MS, note)
    yield _largest()


def _steps(graph: Graph) -> Result:
    """A whole life with one supplement and one rejection."""
    acts: list[Callable[[], object]] = []
    for _ in range(RUNS):
        case = _Case(graph)
        path = [*FIRST_ROUND, *review(True), *review(False), *((node, {}) for node in LAST)]
        acts.extend(
            lambda case=case, node=node, values=values: case.act(node, values) for node, values in path
        )
    found = timed(acts, warm=len(acts) // 10)
    note = f"{len(acts) // RUNS} steps a case, p95 {found.p95:.3f}"
    return at_most("a step of a drawn process", "core", found.cpu_p50, "ms", STEP_MS, note)


def review(rejected: bool) -> list[tuple[str, dict[str, Any]]]:
    return [*((node, {}) for node in REVIEW), ("approve", {"rejected": rejected})]


def _rounds(graph: Graph) -> Result:
    """The last rounds of rejection beside the first."""
    case, took = _Case(graph), []
    for node, values in FIRST_ROUND:
        case.act(node, values)
    for _ in range(ROUNDS):
        began = time.process_time()
        for node, values in review(True):
            case.act(node, values)
        took.append((time.process_time() - began) * 1000)
    growth = median(took[-20:]) / median(took[:20])
    note = f"{len(case.tokens)} tokens after {ROUNDS} rounds"
    return at_most(f"round {ROUNDS} beside round 1", "core", growth, "×", GROWTH, note)


def _largest() -> Result:
    """The largest file there may be, from bytes to the answer that it may not be published."""
    chain = "".join(f"A{n} user; A{n} -> A{n + 1};" for n in range(24_000))
    data = xml(f"S start; S -> A0; {chain} A24000 end")
    found = timed([lambda: check(compile_process(read(data)), {"clerk"})] * 3, warm=0)
    return at_most(
        f"a file of {len(data) / 2**20:.1f} MB checked", "core", found.cpu_p50 / 1000, "s", CHECK_LARGEST_S
    )
