"""When a gateway with several incoming flows lets through (BPMN 2.0.2, §13.4.1 and §13.4.3)."""

from __future__ import annotations

from collections.abc import Collection
from typing import cast

from motcua.facilities.bpmn.graph import Flow, Graph, Node
from motcua.facilities.bpmn.tokens import JOINING, Token

Upstream = dict[str, tuple[frozenset[str], frozenset[str]]]


def next_to_fire(graph: Graph, tokens: Collection[Token]) -> list[Token] | None:
    """The tokens that the first join able to fire consumes, one per incoming flow; None if none is able."""
    arrived: dict[tuple[int | None, str], dict[str | None, Token]] = {}
    for token in tokens:
        if token.kind == JOINING:
            arrived.setdefault((token.scope, token.node), {}).setdefault(token.flow, token)
    waiting = []
    for (scope, key), by_flow in arrived.items():
        node = graph.nodes[key]
        empty = [flow for flow in node.incoming if flow.id not in by_flow]
        if not empty:
            return list(by_flow.values())
        if node.kind == "inclusive":
            waiting.append((scope, node, by_flow, empty))
    for scope, node, by_flow, empty in waiting:
        inside = [token for token in tokens if token.scope == scope and token.node != node.id]
        if not any(_may_still_come(graph, node, token.node, empty) for token in inside):
            return list(by_flow.values())
    return None


def _may_still_come(graph: Graph, join: Node, at: str, empty: list[Flow]) -> bool:
    """A token at that node can reach an empty incoming flow of the join, and no filled one, before the join."""
    upstream = _upstream(graph, join)
    missing = {flow.id for flow in empty}
    if not any(at in upstream[key][1] for key in missing):
        return False
    return not any(at in nodes for key, (nodes, _) in upstream.items() if key not in missing)


def _upstream(graph: Graph, join: Node) -> Upstream:
    """Per incoming flow: nodes that reach it by flows alone; and those that do so also through boundary events."""
    found = graph.cache.get(join.id)
    if found is None:
        found = graph.cache[join.id] = {
            flow.id: (_behind(graph, join, flow, False), _behind(graph, join, flow, True))
            for flow in join.incoming
        }
    return cast(Upstream, found)


def _behind(graph: Graph, join: Node, flow: Flow, through_boundaries: bool) -> frozenset[str]:
    found: set[str] = set()
    todo = [flow.source]
    while todo:
        key = todo.pop()
        if key in found or key == join.id:
            continue
        found.add(key)
        node = graph.nodes[key]
        todo.extend(before.source for before in node.incoming)
        if through_boundaries and node.host:
            todo.append(node.host)
    return frozenset(found)
