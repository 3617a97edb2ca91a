"""When a run does nothing but wait by a law, as its drawing says. Pure."""

from __future__ import annotations

from collections.abc import Mapping
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
    laws = _laws(graph)
    if not laws:
        return ()
    open_ones = [
        spot.node
        for spot in spots.values()
        if spot.kind == "ready" and not spot.is_held and spot.step_kind != ASIDE
    ]
    if any(node not in laws for node in open_ones):
        return ()
    return tuple(Wait(node, laws[node]) for node in dict.fromkeys(open_ones))


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
