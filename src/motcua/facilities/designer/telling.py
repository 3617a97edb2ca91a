"""A compiled process in words: who does what, and where it goes from there. The picture for those who do not see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from motcua.facilities.designer.choices import Clock, Holder, Kind, Where
from motcua.facilities.workflow.bpmn.graph import ACTIVITIES, GATEWAYS, Flow, Graph, Node

Names = Mapping[str, str]  # of agencies, by code
DEEPEST = 6
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
    """Every step and event in the order drawn."""
    return tuple(_line(graph, node, agencies) for node in graph.nodes.values() if node.kind in TOLD)


def _line(graph: Graph, node: Node, agencies: Names) -> Line:
    step = node.step
    return Line(
        code=node.id,
        name=node.name or node.id,
        kind=kind_name(node),
        who=_label(Holder, node.role),
        where=place_name(step.place if step else "", agencies),
        hours=step.hours if step else None,
        clock=_label(Clock, step.clock) if step and step.clock != "continue" else "",
        onward=onward(graph, node),
        waits_for_all=any(graph.nodes[flow.source].kind == "parallel" for flow in node.incoming)
        and any(len(graph.nodes[flow.source].incoming) > 1 for flow in node.incoming),
    )


def kind_name(node: Node) -> str:
    """What a step does; for what no person does, what the drawing calls it."""
    if node.step and node.step.kind:
        return _label(Kind, node.step.kind)
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
    return tuple(_ways(graph, node, DEEPEST))


def _ways(graph: Graph, node: Node, depth: int) -> Iterator[str]:
    several = len(node.outgoing) > 1
    for flow in node.outgoing:
        where = _target(graph, flow, depth)
        if flow is node.default:
            yield _("còn lại%(label)s: %(where)s") % {"label": _brackets(flow.name), "where": where}
        elif flow.condition is not None:
            said = flow.condition.text
            yield _("nếu %(condition)s%(label)s: %(where)s") % {
                "condition": said, "label": _brackets(flow.name), "where": where,
            }  # fmt: skip
        elif several and node.kind in ("parallel", "inclusive"):
            yield _("cùng lúc: %(where)s") % {"where": where}
        else:
            yield where


def _target(graph: Graph, flow: Flow, depth: int) -> str:
    node = graph.nodes[flow.target]
    if node.kind == "end":
        return node.name or _("kết thúc")
    if node.kind not in GATEWAYS or not depth:
        return node.name or node.id
    inner = list(_ways(graph, node, depth - 1))
    if node.kind == "parallel" and len(node.incoming) > 1:
        return _("chờ đủ các nhánh rồi %(where)s") % {"where": "; ".join(inner)}
    return "; ".join(inner)


def _brackets(label: str) -> str:
    return f" ({label})" if label else ""
