"""What may be under way beside a step: by example, and against the engine walked through every choice."""

from __future__ import annotations

from collections import deque

import pytest
from hypothesis import HealthCheck, assume, given, settings

from motcua.facilities.bpmn import engine
from motcua.facilities.bpmn.checking import check
from motcua.facilities.bpmn.concurrency import beside
from motcua.facilities.bpmn.tests.drawing import graph
from motcua.facilities.bpmn.tests.test_soundness import MOST_STATES, NODES, drawing_of, values_of
from motcua.facilities.bpmn.tokens import READY

PARALLEL = (
    "S start; P parallel; A user; B user; J parallel; C user; E end; S -> P -> A -> J -> C -> E; P -> B -> J"
)


def names(text: str, node: str) -> set[str]:
    drawn = graph(text)
    return {other.id for other in beside(drawn, drawn.nodes[node])}


@pytest.mark.parametrize(
    ("text", "node", "others"),
    [
        (PARALLEL, "A", {"B"}),
        (PARALLEL, "C", set()),
        ("S start; P parallel; A user; B user; C user; E end; S -> P -> A -> C -> E; P -> B -> E", "C", {"B"}),
        ("S start; A user; B user; C user; E end; S -> A -> B -> E; A -> C -> E", "C", {"B"}),
        ("S start; G exclusive; A user; B user; E end; S -> G -> A -> E; G -> B -> E", "A", set()),
        (  # three branches of which two meet first
            "S start; P parallel; A user; B user; C user; J parallel; D user; K parallel; X user; E end;"
            "S -> P -> A -> J -> D -> K -> X -> E; P -> B -> J; P -> C -> K", "D", {"C"},
        ),
        (  # an inclusive join waits for whatever may come
            "S start; G inclusive; A user; B user; J inclusive; C user; E end;"
            "S -> G; G -> A if a; G -> B default; A -> J; B -> J; J -> C -> E", "C", set(),
        ),
        (  # inside a sub-process, beside what goes on around it
            "S start; P parallel; Q sub { s start; a user; e end; s -> a -> e }; B user; E end;"
            "S -> P -> Q -> E; P -> B -> E", "a", {"B"},
        ),
        ("S start; A user many=people; E end; S -> A -> E", "A", {"A"}),
        ("S start; A user many=people sequential; E end; S -> A -> E", "A", set()),
        (  # a reminder holds nobody up, but who works after one works beside the step
            "S start; A user; T boundary A timer=P1D also; R user; C user; E end; F end; S -> A -> C -> E; T -> R -> F",
            "C", set(),
        ),
        (
            "S start; A user; T boundary A timer=P1D also; R user; C user; E end; F end; S -> A -> C -> E; T -> R -> F",
            "R", {"A", "C"},
        ),
        ("S start; A user; T boundary A timer=P1D; R user; E end; S -> A -> E; T -> R -> E", "R", set()),
    ],
)  # fmt: skip
def test_by_example(text, node, others):
    assert names(text, node) == others


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(NODES)
def test_nothing_stands_beside_a_step_that_was_not_foreseen(nodes):
    text = drawing_of(nodes)
    drawn = graph(text)
    assume(not check(drawn, {"clerk"}))
    foreseen = {key: {other.id for other in beside(drawn, node)} for key, node in drawn.nodes.items()}
    values = values_of(text, len(nodes))
    todo = deque((delta.added, delta.next_id) for v in values for delta in [engine.start(drawn, v)])
    seen: set = set()
    while todo and len(seen) < MOST_STATES:
        tokens, next_id = todo.popleft()
        ready = [token for token in tokens if token.kind == READY]
        key = frozenset((token.node, token.flow) for token in tokens)
        if key in seen:
            continue
        seen.add(key)
        for token in ready:
            assert {other.node for other in ready} - {token.node} <= foreseen[token.node], text
            for chosen in values:
                delta = engine.complete(drawn, tokens, token.id, chosen, next_id)
                todo.append((delta.applied_to(tokens), delta.next_id))
