"""Which nodes and arrows of a table's drawing stand already in the drawing it came from."""

from __future__ import annotations

from motcua.facilities.bpmn.graph import Flow, Graph, Node
from motcua.facilities.bpmn.table import drawing
from motcua.facilities.bpmn.table.drawing import Arrow, Drawing
from motcua.facilities.bpmn.table.reading import is_choice, is_join
from motcua.facilities.bpmn.table.rows import END, START

_TASKS = {"task": ("user", "manual"), "job": ("service",)}


class Matching:
    """Đối chiếu. `nodes` and `arrows`: id of the table's drawing → id there; `between`: merging gateways on the way."""

    def __init__(self, drawn: Drawing, graph: Graph) -> None:
        self.drawn, self.graph = drawn, graph
        self.nodes: dict[str, str] = {}
        self.arrows: dict[str, str] = {}
        self.between: set[str] = set()
        self.ends = [node.id for node in graph.nodes.values() if node.kind == "end"]
        for node in drawn.nodes:
            found = self.node(node)
            if found is not None and found not in self.nodes.values():
                self.nodes[node.id] = found
        for arrow in drawn.arrows:
            self.match(arrow)

    @property
    def kept(self) -> set[str]:
        """Everything there that stays."""
        reached = {
            self.graph.flows[key].target
            for key in (*self.arrows.values(), *self.between)
            if key in self.graph.flows
        }
        ends = {key for key in self.ends if key in reached}
        return {*self.nodes.values(), *self.arrows.values(), *self.between, *ends}

    def node(self, node: drawing.Node) -> str | None:
        if node.id == START:
            return next((key for key in self.graph.starts[None]), None)
        if node.id == END:
            return self.ends[0] if self.ends else None
        if node.kind in _TASKS:
            known = self.graph.nodes.get(node.id)
            return known.id if known and known.kind in _TASKS[node.kind] else None
        _what, code, *rest = node.id.split(".")
        task = self.graph.nodes.get(self.nodes.get(code, code))
        if task is None:
            return None
        if node.kind == "join":
            before = [self.graph.nodes[flow.source] for flow in task.incoming]
            return before[0].id if len(before) == 1 and is_join(before[0]) else None
        gate = self.graph.nodes[task.outgoing[0].target] if task.outgoing else None
        if node.kind == "split" and rest and gate is not None:
            gate = self.after_choice(node, gate)
        fits = gate is not None and (is_choice(gate) if node.kind == "choice" else _is_split(gate))
        return gate.id if gate is not None and fits else None

    def after_choice(self, split: drawing.Node, gate: Node) -> Node | None:
        """The split at the end of the way of the same name and condition."""
        way = next(arrow for arrow in self.drawn.arrows if arrow.target == split.id)
        found = (
            self.graph.nodes[flow.target]
            for flow in gate.outgoing
            if _said(flow) == (way.label, way.condition)
        )
        return next(found, None)

    def match(self, arrow: Arrow) -> None:
        source = self.nodes.get(arrow.source)
        targets: set[str | None] = {self.nodes.get(arrow.target)}
        if arrow.target == END:
            targets = {*self.ends}
        if source is None:
            return
        free = [flow for flow in self.graph.nodes[source].outgoing if flow.id not in self.arrows.values()]
        ways = [(flow, way) for flow in free if (way := self.way(flow, targets)) is not None]
        ways.sort(key=lambda found: _said(found[0]) != (arrow.label, arrow.condition))
        if ways:
            self.arrows[arrow.id] = ways[0][0].id
            self.between |= ways[0][1]

    def way(self, flow: Flow, targets: set[str | None]) -> set[str] | None:
        """What lies on the way from a flow to one of the targets, through gateways that only merge; None if it does not lead there."""
        passed: set[str] = set()
        node = self.graph.nodes[flow.target]
        while node.id not in targets:
            merges = node.kind == "exclusive" and len(node.outgoing) == 1 and not is_choice(node)
            if not merges or node.id in passed:
                return None
            passed |= {node.id, node.outgoing[0].id}
            node = self.graph.nodes[node.outgoing[0].target]
        return passed


def _is_split(node: Node) -> bool:
    return node.kind == "parallel" and len(node.outgoing) > 1


def _said(flow: Flow) -> tuple[str, str]:
    return flow.name, flow.condition.text.strip() if flow.condition else ""
