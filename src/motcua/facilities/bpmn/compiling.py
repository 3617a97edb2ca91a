"""Definitions → graph. Never fails on a diagram that could be read: what is wrong becomes a problem."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import TypeVar

from motcua.facilities.bpmn import reading
from motcua.facilities.bpmn.details import Details
from motcua.facilities.bpmn.errors import BadDiagram
from motcua.facilities.bpmn.graph import SCOPES, Flow, Graph, Node
from motcua.facilities.bpmn.reading import Definitions, Element, Problem

_KINDS = {
    "startEvent": "start", "endEvent": "end", "boundaryEvent": "boundary",
    "intermediateCatchEvent": "catch", "intermediateThrowEvent": "throw",
    "task": "manual", "userTask": "user", "manualTask": "manual", "serviceTask": "service", "sendTask": "send",
    "receiveTask": "receive", "businessRuleTask": "rule", "callActivity": "call", "subProcess": "subprocess",
    "exclusiveGateway": "exclusive", "parallelGateway": "parallel", "inclusiveGateway": "inclusive",
    "eventBasedGateway": "event_gate",
    "complexGateway": "unsupported", "adHocSubProcess": "unsupported", "transaction": "unsupported",
    "scriptTask": "unsupported", "choreographyTask": "unsupported", "subChoreography": "unsupported",
    "callChoreography": "unsupported", "implicitThrowEvent": "unsupported",
}  # fmt: skip
_T = TypeVar("_T")


def compile_process(definitions: Definitions, process: str | None = None) -> Graph:
    """The process of that id; without one the executable, else the first drawn. Raises BadDiagram if none has it."""
    for element in _candidates(definitions):
        if process in (None, element.get("id")):
            return _Compiler(definitions, element).graph()
    if process is not None:
        raise BadDiagram(f"Tệp không có quy trình “{process}”.")
    return Graph("", "", {}, {}, {None: ()}, {}, (Problem(None, "Tệp không có quy trình nào."),))


def _candidates(definitions: Definitions) -> list[Element]:
    """Executable ones first, then those with something drawn in them."""

    def rank(element: Element) -> tuple[bool, bool]:
        drawn = any(reading.kind(inner) in _KINDS for inner in element)
        return element.get("isExecutable") not in ("true", "1") or not drawn, not drawn

    return sorted(definitions.processes, key=rank)


class _Compiler(Details):
    """Collects what is drawn scope by scope, then ties it together."""

    def __init__(self, definitions: Definitions, process: Element) -> None:
        super().__init__(definitions)
        self.process = process
        self.drawn: dict[str, tuple[Element, str, str | None]] = {}  # id → element, kind, scope
        self.arrows: dict[str, tuple[Element, str | None]] = {}
        self.lanes: dict[str, tuple[str, str]] = {}  # node id → name and role of its lane

    def graph(self) -> Graph:
        self.collect(self.process, None)
        flows = {key: flow for key in self.arrows if (flow := self.flow(key))} | dict(self.links())
        tied = _Tied(self, flows)
        nodes = {key: self.node(key, tied) for key in self.drawn}
        members: defaultdict[str | None, list[Node]] = defaultdict(list, {None: []})
        listeners: defaultdict[str | None, list[str]] = defaultdict(list)
        for node in nodes.values():
            members[node.scope].append(node)
            if node.kind in SCOPES:
                members[node.id]  # also where nothing is drawn inside
            if node.kind == "start" and node.listens:
                listeners[nodes[str(node.scope)].scope].append(node.id)
        identity = self.process.get("id", "")
        return Graph(
            id=identity,
            name=self.process.get("name") or self.definitions.participants.get(identity, ""),
            nodes=MappingProxyType(nodes),
            flows=MappingProxyType(flows),
            starts={scope: _starts(inner) for scope, inner in members.items()},
            listeners={scope: tuple(found) for scope, found in listeners.items()},
            problems=tuple(self.problems),
        )

    def collect(self, container: Element, scope: str | None) -> None:
        for element in reading.children(container):
            kind = reading.kind(element)
            if kind == "laneSet":
                self.collect_lanes(element, "", "")
            elif kind == "sequenceFlow" and (key := self.identity(element)):
                self.arrows[key] = element, scope
            elif kind in _KINDS and (key := self.identity(element)):
                is_event = kind == "subProcess" and element.get("triggeredByEvent") in ("true", "1")
                self.drawn[key] = element, "eventsub" if is_event else _KINDS[kind], scope
                if kind == "subProcess":
                    self.collect(element, key)

    def identity(self, element: Element) -> str | None:
        """Its id, a made-up one where it has none; None for the second of two that share one."""
        key = element.get("id")
        if not key:
            key = f"~{element.sourceline}.{len(self.drawn) + len(self.arrows)}"
            self.problem(None, f"Dòng {element.sourceline}: {reading.kind(element)} không có mã (id).")
        if key in self.drawn or key in self.arrows or key == self.process.get("id"):
            self.problem(key, f"Mã “{key}” dùng cho nhiều phần tử.")
            return None
        return str(key)

    def collect_lanes(self, holder: Element, name: str, role: str) -> None:
        """Nested lanes say more exactly than those around them."""
        for lane in reading.children(holder, "lane"):
            said = reading.extension(lane, "lane") or reading.extension(lane, "step") or {}
            own_name = lane.get("name") or name
            own_role = said.get("role") or reading.own(lane, "role") or role
            for member in reading.children(lane, "flowNodeRef"):
                self.lanes[reading.reference(reading.words(member))] = own_name, own_role
            for inner in reading.children(lane, "childLaneSet"):
                self.collect_lanes(inner, own_name, own_role)

    def lane_of(self, key: str | None) -> tuple[str, str]:
        """Its own lane, else that of the sub-process it stands in."""
        if key is None:
            return "", ""
        if key not in self.lanes:
            self.lanes[key] = self.lane_of(self.drawn[key][2])
        return self.lanes[key]

    def links(self) -> Iterator[tuple[str, Flow]]:
        """A link is a flow drawn in two pieces."""
        said: dict[tuple[str | None, str, str], list[str]] = defaultdict(list)
        for key, (element, kind, scope) in self.drawn.items():
            link = reading.child(element, "linkEventDefinition") if kind in ("throw", "catch") else None
            if link is not None:
                said[scope, kind, link.get("name", "")].append(key)
        for (scope, kind, name), sources in said.items():
            for source in sources if kind == "throw" else ():
                for target in said.get((scope, "catch", name), [])[:2]:  # more than one is a fault anyway
                    yield f"{source}→{target}", Flow(f"{source}→{target}", name, source, target)

    def flow(self, key: str) -> Flow | None:
        element, scope = self.arrows[key]
        ends = [reading.reference(element.get(end, "")) for end in ("sourceRef", "targetRef")]
        for end in ends:
            if end not in self.drawn or self.drawn[end][2] != scope:
                self.problem(key, f"Luồng nối tới “{end}” không có trong cùng quy trình hoặc quy trình con.")
                return None
        condition = self.expression(key, reading.child(element, "conditionExpression"), "Điều kiện")
        return Flow(key, element.get("name", ""), ends[0], ends[1], condition)

    def node(self, key: str, tied: _Tied) -> Node:
        element, kind, scope = self.drawn[key]
        outgoing = tied.outgoing.get(key, ())
        default = element.get("default")
        chosen = next((flow for flow in outgoing if flow.id == default), None)
        if default and chosen is None:
            self.problem(key, f"Luồng mặc định “{default}” không đi ra từ đây.")
        event, kind = self.event(key, element, kind)
        around = self.drawn[scope][1] if scope is not None else ""
        listens = kind == "boundary" or (kind == "start" and around == "eventsub")
        lane, lane_role = self.lane_of(key)
        return Node(
            id=key, kind=kind, name=element.get("name", ""), scope=scope,
            incoming=tied.incoming.get(key, ()), outgoing=outgoing, default=chosen,
            step=self.step(key, element), lane=lane, lane_role=lane_role, event=event,
            host=tied.hosts.get(key), boundaries=tied.boundaries.get(key, ()),
            interrupting=not {"false", "0"} & {element.get("cancelActivity"), element.get("isInterrupting")},
            many=self.many(key, element), calls=reading.reference(element.get("calledElement", "")),
            agency=reading.own(element, "agency"), listens=listens,
        )  # fmt: skip


class _Tied:
    """Who is joined to whom: flows by their ends, boundary events by their hosts."""

    def __init__(self, compiler: _Compiler, flows: dict[str, Flow]) -> None:
        self.incoming = _grouped((flow.target, flow) for flow in flows.values())
        self.outgoing = _grouped((flow.source, flow) for flow in flows.values())
        self.hosts: dict[str, str] = {}
        for key, (element, kind, scope) in compiler.drawn.items():
            if kind != "boundary":
                continue
            host = reading.reference(element.get("attachedToRef", ""))
            if host not in compiler.drawn or compiler.drawn[host][2] != scope:
                compiler.problem(key, f"Sự kiện biên gắn vào “{host}” không có.")
            else:
                self.hosts[key] = host
        self.boundaries = _grouped((host, key) for key, host in self.hosts.items())


def _grouped(pairs: Iterable[tuple[str, _T]]) -> dict[str, tuple[_T, ...]]:
    found: defaultdict[str, list[_T]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def _starts(members: list[Node]) -> tuple[str, ...]:
    """Start events; where none is drawn, whatever nothing leads to."""
    drawn = tuple(node.id for node in members if node.kind == "start")
    if drawn:
        return drawn
    return tuple(
        node.id for node in members if not node.incoming and node.kind not in ("boundary", "eventsub")
    )
