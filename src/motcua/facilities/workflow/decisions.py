"""What a person may decide at the end of a step, read off the gateway that follows it. Pure."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from typing import Any

from motcua.facilities.bpmn.graph import HUMAN, RESTING, Flow, Graph, Node

_EQUALS = re.compile(r'\s*([^\W\d]\w*)\s*==?\s*(?:"([^"\\]*)"|(true|false|True|False))\s*')
_NAME = re.compile(r"\s*([^\W\d]\w*)\s*")


@dataclass(frozen=True, slots=True)
class Decision:
    """Lựa chọn: a way on, with what is said to the process when it is taken."""

    flow: str
    label: str
    said: dict[str, Any]


def decisions(graph: Graph, node_id: str) -> tuple[Decision, ...]:
    """The branches a person chooses between when a step is done; empty where there is one way on."""
    gate = _gate(graph, graph.nodes[node_id])
    if gate is None:
        return ()
    names = {name for flow in gate.outgoing if flow.condition for name in flow.condition.names}
    nothing = dict.fromkeys(sorted(names))
    return tuple(
        Decision(flow.id, flow.name or _name(graph, flow), nothing | (_said(flow) or {}))
        for flow in gate.outgoing
        if flow == gate.default or _said(flow) is not None
    )


def next_steps(graph: Graph, node_id: str) -> tuple[str, ...]:
    """Steps of people that may come next, over whatever the machine does between."""
    waiting = deque(flow.target for flow in graph.nodes[node_id].outgoing)
    seen: dict[str, None] = {}
    while waiting:
        node = graph.nodes[waiting.popleft()]
        if node.id in seen:
            continue
        seen[node.id] = None
        if node.kind not in RESTING:
            waiting.extend(flow.target for flow in node.outgoing)
    return tuple(key for key in seen if graph.nodes[key].kind in HUMAN)


def _gate(graph: Graph, node: Node) -> Node | None:
    """The choice right after a step; empty merging gateways between do not matter."""
    for _ in range(len(graph.nodes)):
        if len(node.outgoing) != 1:
            return node if len(node.outgoing) > 1 and node.kind in ("exclusive", "inclusive") else None
        node = graph.nodes[node.outgoing[0].target]
        if node.kind not in ("exclusive", "inclusive"):
            return None
    return None


def _said(flow: Flow) -> dict[str, Any] | None:
    """What makes a condition true, where it is one equation or one name."""
    if flow.condition is None:
        return None
    if match := _EQUALS.fullmatch(flow.condition.text):
        name, text, truth = match.groups()
        return {name: truth.lower() == "true" if truth else text}
    if match := _NAME.fullmatch(flow.condition.text):
        return {match[1]: True}
    return None


def _name(graph: Graph, flow: Flow) -> str:
    return graph.nodes[flow.target].name or flow.target
