"""Which parts of a drawing may be under way at the same time as a step.

A relation between nodes and flows, grown until nothing is added (A. Kovalyov's rule for sound drawings): what runs
beside a flow runs beside what follows it; a join goes on only beside what runs beside all that it waits for.
"""

from __future__ import annotations

from collections import defaultdict, deque
from itertools import combinations
from typing import cast

from motcua.facilities.bpmn.graph import HUMAN, JOBS, Graph, Node

Pairs = dict[str, set[str]]
# Where a branch rests, so that a step elsewhere can be done before it.
_RESTING = HUMAN | JOBS | {"receive", "call", "catch", "subprocess", "eventsub"}


def beside(graph: Graph, node: Node) -> tuple[Node, ...]:
    """Steps and events that may be under way while a token stands at a node, in the order drawn.

    What only a non-interrupting event begins (a reminder, an apology) goes along and holds nobody up: left out.
    """
    pairs = _pairs(graph)
    found: set[str] = set()
    key: str | None = node.id
    while key is not None:
        found |= pairs[key]
        here = graph.nodes[key]
        if here.many is not None and here.many.parallel:
            found.add(key)
        key = here.scope
    main = _main(graph)
    return tuple(n for n in graph.nodes.values() if n.id in found and n.id in main and _rests(n))


def _main(graph: Graph) -> set[str]:
    """Nodes that can be reached from where their scope begins, or by an event that takes the place of its step."""
    starts = [node.id for node in graph.nodes.values() if node.kind == "start" and not node.listens]
    found = {
        *starts,
        *(key for keys in graph.starts.values() for key in keys if not graph.nodes[key].listens),
    }
    todo = list(found)
    while todo:
        for target in graph.onward(graph.nodes[todo.pop()]):
            node = graph.nodes[target]
            if target not in found and (node.kind != "boundary" or node.interrupting):
                found.add(target)
                todo.append(target)
    return found


def _rests(node: Node) -> bool:
    return node.kind in _RESTING and node.event.kind != "link"


def _pairs(graph: Graph) -> Pairs:
    if "beside" not in graph.cache:
        graph.cache["beside"] = _Growing(graph).pairs()
    return cast(Pairs, graph.cache["beside"])


class _Growing:
    """The relation, and the pairs whose consequences are still to be drawn."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.known: Pairs = defaultdict(set)
        self.todo: deque[tuple[str, str]] = deque()
        self.reaches: dict[str, frozenset[str]] = {}

    def pairs(self) -> Pairs:
        for node in self.graph.nodes.values():
            self.begin(node)
        while self.todo:
            here, other = self.todo.popleft()
            self.go_on(here, other)
        return self.known

    def add(self, one: str, other: str) -> None:
        if other not in self.known[one]:
            self.known[one].add(other)
            self.known[other].add(one)
            self.todo += (one, other), (other, one)

    def begin(self, node: Node) -> None:
        """What a node itself sets going side by side."""
        if node.kind not in ("exclusive", "event_gate"):
            for one, other in combinations(node.outgoing, 2):
                self.add(one.id, other.id)
        for key in node.boundaries:
            if not self.graph.nodes[key].interrupting:
                self.add(key, node.id)
        if node.kind == "start" and node.listens and not node.interrupting:
            around = self.graph.nodes[node.scope or ""]
            for inside in self.graph.within(around.scope):
                if inside.id != around.id:
                    self.add(around.id, inside.id)

    def go_on(self, here: str, other: str) -> None:
        """What follows `here` also runs beside `other`."""
        flow = self.graph.flows.get(here)
        if flow is not None:
            target = self.graph.nodes[flow.target]
            if self.goes_on(target, other):
                self.add(target.id, other)
            return
        node = self.graph.nodes[here]
        for out in node.outgoing:
            self.add(out.id, other)
        for key in node.boundaries:
            if key != other:
                self.add(key, other)

    def goes_on(self, node: Node, other: str) -> bool:
        if node.id == other:
            return False
        if node.kind == "parallel":
            return all(flow.id != other and other in self.known[flow.id] for flow in node.incoming)
        if node.kind == "inclusive" and len(node.incoming) > 1:
            return not self.comes_to(other, node)
        return True

    def comes_to(self, key: str, join: Node) -> bool:
        """An inclusive join waits for whatever may still come to it."""
        if join.id not in self.reaches:
            self.reaches[join.id] = self.behind(join)
        return key in self.reaches[join.id]

    def behind(self, join: Node) -> frozenset[str]:
        found: set[str] = set()
        todo = [flow.id for flow in join.incoming]
        while todo:
            key = todo.pop()
            if key in found or key == join.id:
                continue
            found.add(key)
            flow = self.graph.flows.get(key)
            if flow is not None:
                todo.append(flow.source)
                continue
            node = self.graph.nodes[key]
            todo += [before.id for before in node.incoming]
            if node.host:
                todo.append(node.host)
        return frozenset(found)
