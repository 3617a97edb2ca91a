"""A compiled process in words: who does what, and where it goes from there. The picture for those who do not see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from motcua.facilities.bpmn.graph import ACTIVITIES, GATEWAYS, JOBS, Flow, Graph, Node, Step
from motcua.facilities.designer.choices import Clock, Holder, Kind, Where
from motcua.facilities.workflow import jobs

Names = Mapping[str, str]  # of agencies, by code
DEEPEST = 3
MOST_WAYS = 8  # told of one gateway
MOST_LINES = 500
TOLD = ACTIVITIES | {"boundary", "catch", "throw", "eventsub"}


@dataclass(frozen=True)
class Line:
    """One step of the list beside the picture."""

    code: str
    name: str
    kind: str
    who: str
    where: str
    hours: Decimal | None
    clock: str
    onward: tuple[str, ...]
    waits_for_all: bool


def told(graph: Graph, agencies: Names) -> tuple[Line, ...]:
    """Every step and event in the order drawn, as many as a page can hold."""
    nodes = [node for node in graph.nodes.values() if node.kind in TOLD]
    return tuple(_line(graph, node, agencies) for node in nodes[:MOST_LINES])


def _line(graph: Graph, node: Node, agencies: Names) -> Line:
    step = node.step
    return Line(
        code=node.id,
        name=node.name or node.id,
        kind=kind_name(node),
        who=_label(Holder, node.role),
        where=place_name(step.place if step else "", agencies),
        hours=step.hours if step else None,
        clock=_clock(step) if step else "",
        onward=onward(graph, node),
        waits_for_all=any(graph.nodes[flow.source].kind == "parallel" for flow in node.incoming)
        and any(len(graph.nodes[flow.source].incoming) > 1 for flow in node.incoming),
    )


def _clock(step: Step) -> str:
    """What the step does to the clock and by which law; empty for the usual."""
    if step.clock == "continue":
        return ""
    label = _label(Clock, step.clock)
    return f"{label} ({step.law})" if step.law else label


def kind_name(node: Node) -> str:
    """What a step does; for what no person does, what the drawing calls it."""
    if node.step and node.step.kind:
        return jobs.label_of(node.step.kind) if node.kind in JOBS else _label(Kind, node.step.kind)
    names = {
        "service": _("Việc của máy"), "send": _("Gửi"), "rule": _("Bảng quyết định"), "receive": _("Chờ nhận"),
        "call": _("Gọi quy trình khác"), "subprocess": _("Quy trình con"), "boundary": _("Sự kiện trong khi làm"),
        "catch": _("Chờ sự kiện"), "throw": _("Phát sự kiện"), "eventsub": _("Khi có sự kiện"),
    }  # fmt: skip
    return names.get(node.kind, "")


def place_name(place: str, agencies: Names) -> str:
    kind, _colon, code = place.partition(":")
    return (agencies.get(code) or code) if kind == "agency" and code else _label(Where, place)


def _label(choices: type[Kind] | type[Holder] | type[Where] | type[Clock], value: str) -> str:
    return str(choices(value).label) if value in choices.values else value


def onward(graph: Graph, node: Node) -> tuple[str, ...]:
    """Where it goes from a step, a sentence per way."""
    if len(node.outgoing) == 1:
        gate = graph.nodes[node.outgoing[0].target]
        if gate.kind == "exclusive" and len(gate.outgoing) > 1:
            node = gate
    return tuple(_ways(graph, node, DEEPEST))


def _ways(graph: Graph, node: Node, depth: int) -> Iterator[str]:
    flows = node.outgoing[:MOST_WAYS]
    together = [_target(graph, flow, depth) for flow in flows if _is_plain(node, flow)]
    if len(together) > 1:
        yield _("cùng lúc: %(where)s") % {"where": ", ".join(together)}
    else:
        yield from together
    for flow in flows:
        said = {"where": _target(graph, flow, depth), "label": flow.name}
        if flow is node.default:
            yield (_("%(label)s: %(where)s") if flow.name else _("còn lại: %(where)s")) % said
        elif flow.condition is not None:
            said["condition"] = flow.condition.text
            words = (
                _("%(label)s (%(condition)s): %(where)s") if flow.name else _("khi %(condition)s: %(where)s")
            )
            yield words % said
    if len(node.outgoing) > len(flows):
        yield _("và %(n)s hướng khác") % {"n": len(node.outgoing) - len(flows)}


def _is_plain(node: Node, flow: Flow) -> bool:
    return flow.condition is None and flow is not node.default


def _target(graph: Graph, flow: Flow, depth: int) -> str:
    node = graph.nodes[flow.target]
    if node.kind == "end":
        return node.name or _("kết thúc")
    if node.kind not in GATEWAYS or not depth:
        return node.name or node.id
    inner = "; ".join(_ways(graph, node, depth - 1))
    if node.kind == "parallel" and len(node.incoming) > 1:
        return _("chờ đủ các nhánh rồi %(where)s") % {"where": inner}
    return inner
