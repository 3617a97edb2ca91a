"""When a run does nothing but wait by a law, as its drawing says. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from motcua.facilities.bpmn.graph import HUMAN, Graph
from motcua.facilities.workflow.changes import ASIDE, Spots


@dataclass(frozen=True)
class Wait:
    """A step at which the time limit stands still, and the law that says so."""

    step: str
    law: str


def waits(graph: Graph, spots: Spots) -> tuple[Wait, ...]:
    """The steps at which a run waits by a law, once each; nothing while anybody works at any other step.

    What is held waits for something else, and an opinion asked beside the drawing lets no clock stand.
    """
    if not _laws(graph):
        return ()
    open_ones = (spot for spot in spots.values() if spot.kind == "ready" and not spot.is_held)
    return waits_at(graph, (spot.node for spot in open_ones if spot.step_kind != ASIDE))


def waits_at(graph: Graph, nodes: Iterable[str]) -> tuple[Wait, ...]:
    """The waits of somebody who stands at these steps, if each of them is one."""
    laws, here = _laws(graph), dict.fromkeys(nodes)
    return tuple(Wait(node, laws[node]) for node in here) if laws.keys() >= here.keys() else ()


def _laws(graph: Graph) -> Mapping[str, str]:
    """The law of each step that stops the clock; worked out once."""
    found = graph.cache.get("laws")
    if not isinstance(found, dict):
        found = graph.cache["laws"] = {
            node.id: node.step.law
            for node in graph.nodes.values()
            if node.kind in HUMAN and node.step is not None and node.step.stops_clock
        }
    return found
