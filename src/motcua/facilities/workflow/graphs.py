"""Drawings as graphs: compiled once per content and shared by all runs of a process."""

from __future__ import annotations

from collections import deque
from decimal import Decimal
from functools import lru_cache

from motcua.facilities.bpmn.compiling import compile_process
from motcua.facilities.bpmn.graph import HUMAN, Graph
from motcua.facilities.bpmn.graph import Step as Drawn
from motcua.facilities.bpmn.reading import read
from motcua.facilities.workflow.rules import Sequence, Step


@lru_cache(maxsize=512)
def graph_in(xml: bytes) -> Graph:
    """The compiled graph of a drawing. Raises BadDiagram."""
    return compile_process(read(xml))


def sequence_in(xml: bytes) -> Sequence:
    """The steps people do in a drawing, nearest to the start first."""
    return steps_in(graph_in(xml))


def steps_in(graph: Graph) -> Sequence:
    """The steps people do in a graph; worked out once."""
    found = graph.cache.get("steps")
    if not isinstance(found, Sequence):
        found = graph.cache["steps"] = _steps_in(graph)
    return found


def _steps_in(graph: Graph) -> Sequence:
    return Sequence(
        tuple(step_at(graph, node) for node in _in_order(graph) if graph.nodes[node].kind in HUMAN)
    )


def step_at(graph: Graph, node_id: str) -> Step:
    """What a node asks of people; KeyError when there is no such node."""
    node = graph.nodes[node_id]
    drawn = node.step or Drawn()
    return Step(
        code=node.id,
        name=node.name or node.id,
        kind=drawn.kind or "other",
        role=node.role,
        place=drawn.place or "competent",
        hours=drawn.hours or Decimal(0),
    )


def _in_order(graph: Graph) -> list[str]:
    """Every node, breadth first from the starts; what no flow reaches comes last as drawn."""
    waiting = deque(start for starts in graph.starts.values() for start in starts)
    found: dict[str, None] = {}
    while waiting:
        node = waiting.popleft()
        if node not in found:
            found[node] = None
            waiting.extend(flow.target for flow in graph.nodes[node].outgoing)
    return list(found | dict.fromkeys(graph.nodes))
