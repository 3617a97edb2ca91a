"""The check for sound branching against the engine itself: every state of small random drawings is visited."""

from __future__ import annotations

from collections import Counter, deque
from itertools import product

import pytest
from hypothesis import HealthCheck, assume, event, example, given, settings
from hypothesis import strategies as st

from motcua.facilities.bpmn import engine
from motcua.facilities.bpmn.checking import check
from motcua.facilities.bpmn.errors import RunawayProcess
from motcua.facilities.bpmn.graph import Graph
from motcua.facilities.bpmn.tests.drawing import graph
from motcua.facilities.bpmn.tokens import READY, Token

MOST_STATES = 150
KINDS = st.sampled_from(["user", "user", "exclusive", "exclusive", "parallel", "parallel", "inclusive"])
NODES = st.lists(
    st.tuples(KINDS, st.lists(st.integers(0, 8), min_size=1, max_size=2, unique=True)), min_size=2, max_size=7
)


def drawing_of(nodes) -> str:
    """Each node leads to one or two others, mostly further on; flows lead straight into gateways that join."""
    lines, last = ["S start; E end; S -> u0"], len(nodes)
    joins = {place for place, (kind, _) in enumerate(nodes) if kind in ("parallel", "inclusive")}
    entry = {place: f"n{place}" if place in joins else f"u{place}" for place in range(last)} | {last: "E"}
    for place, (kind, offsets) in enumerate(nodes):
        ways = list(dict.fromkeys(entry[min(max(place + offset, 0), last)] for offset in offsets))
        lines.append(
            f"n{place} {kind}"
            if place in joins
            else f"n{place} {kind}; u{place} exclusive; u{place} -> n{place}"
        )
        if kind == "user" or len(ways) == 1:
            lines.append(f"n{place} -> {ways[0]}")
        elif kind == "parallel":
            lines.extend(f"n{place} -> {way}" for way in ways)
        else:
            lines.append(f"n{place} -> {ways[0]} default; n{place} -> {ways[1]} if c{place}")
    return "; ".join(lines).replace("S -> u0", f"S -> {entry[0]}")


def values_of(text: str, count: int) -> list[dict[str, bool]]:
    """Every way in which the conditions of a drawing may be answered."""
    choices = [f"c{place}" for place in range(count) if f"if c{place}" in text]
    return [dict(zip(choices, bits, strict=True)) for bits in product([False, True], repeat=len(choices))]


def _position(tokens: tuple[Token, ...]) -> Counter:
    return Counter((token.node, token.kind, token.flow if token.kind != READY else None) for token in tokens)


def _visited(drawn: Graph, values: list[dict[str, bool]]) -> tuple[bool, bool] | None:
    """Whether some state is stuck, and whether a step ever stands ready twice. None if there are too many states."""
    todo = deque((delta.added, delta.next_id) for v in values for delta in [engine.start(drawn, v)])
    seen, stuck, twice = set(), False, False
    while todo:
        tokens, next_id = todo.popleft()
        position = _position(tokens)
        if (key := frozenset(position.items())) in seen:
            continue
        seen.add(key)
        if len(seen) > MOST_STATES:
            return None
        ready = [token for token in tokens if token.kind == READY]
        stuck |= bool(tokens) and not ready
        twice |= max(position.values(), default=0) > 1
        for token in ready if not twice else ():
            for chosen in values:
                delta = engine.complete(drawn, tokens, token.id, chosen, next_id)
                todo.append((delta.applied_to(tokens), delta.next_id))
    return stuck, twice


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(NODES)
@example([("parallel", [1, 2]), ("user", [2]), ("user", [1]), ("exclusive", [1])])
@example([("exclusive", [1, 2]), ("user", [2]), ("user", [1]), ("parallel", [1])])
def test_what_is_publishable_never_stands_still(nodes):
    _compare(nodes)


@pytest.mark.long
@settings(max_examples=4_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(NODES)
def test_what_is_publishable_never_stands_still_at_length(nodes):
    _compare(nodes)


def _compare(nodes) -> None:
    text = drawing_of(nodes)
    drawn = graph(text)
    problems = check(drawn, {"clerk"})
    branching = [p for p in problems if "chờ mãi" in p.message or "hai lần" in p.message]
    assume(len(branching) == len(problems))
    try:
        visited = _visited(drawn, values_of(text, len(nodes)))
    except RunawayProcess:
        visited = None
    assume(visited is not None)
    event("refused" if problems else "publishable")
    if not problems:
        assert visited == (False, False), text
    elif not any("hai lần" in p.message for p in problems):
        assert visited[0], f"refused without a reason: {problems} {text}"
