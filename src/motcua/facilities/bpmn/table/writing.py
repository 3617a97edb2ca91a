"""A table as a BPMN 2.0 file, always the same bytes for the same table."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lxml import etree
from lxml.etree import _Element as Element

from motcua.facilities.bpmn.reading import BPMN, OURS
from motcua.facilities.bpmn.table import lanes
from motcua.facilities.bpmn.table.drawing import Arrow, Drawing, Node, draw
from motcua.facilities.bpmn.table.errors import BadTable
from motcua.facilities.bpmn.table.layout import Box, Layout, arrange
from motcua.facilities.bpmn.table.rows import JOB, Row, Table, normal, problems

DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DD = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
STEP = ("role", "place", "kind", "hours", "clock", "law", "form", "slip")
TAGS = {
    "start": "startEvent", "task": "userTask", "job": "serviceTask", "choice": "exclusiveGateway", "split": "parallelGateway",
    "join": "parallelGateway", "end": "endEvent",
}  # fmt: skip
_NO_NAMES: Mapping[str, str] = MappingProxyType({})


def to_xml(table: Table, agencies: Mapping[str, str] = _NO_NAMES) -> bytes:
    """`agencies`: names by code for the lanes. Raises BadTable with every reason why it cannot be drawn."""
    table = normal(table)
    if found := problems(table):
        raise BadTable(found)
    drawing = draw(table)
    layout = arrange(drawing)
    root = etree.Element(
        f"{{{BPMN}}}definitions",
        nsmap={"bpmn": BPMN, "bpmndi": DI, "dc": DC, "di": DD, "xsi": XSI, "tthc": OURS},
    )
    root.set("id", "definitions.1")
    root.set("targetNamespace", OURS)
    pools = _add(root, "collaboration", "pools.1")
    _add(pools, "participant", "pool.1", name=table.name, processRef=table.code)
    _write_process(root, table, drawing, agencies)
    _write_picture(root, drawing, layout)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _add(parent: Element, tag: str, identity: str, /, **attributes: str) -> Element:
    element = etree.SubElement(parent, f"{{{BPMN}}}{tag}", id=identity)
    for name, value in attributes.items():
        if value:
            element.set(name, value)
    return element


def _write_process(root: Element, table: Table, drawing: Drawing, agencies: Mapping[str, str]) -> None:
    process = _add(root, "process", table.code, name=table.name, isExecutable="true")
    lane_set = _add(process, "laneSet", "lanes.1")
    for number, lane in enumerate(drawing.lanes, start=1):
        element = _add(lane_set, "lane", f"lane.{number}", name=lanes.name(lane, agencies))
        for node in drawing.nodes:
            if node.lane == lane:
                etree.SubElement(element, f"{{{BPMN}}}flowNodeRef").text = node.id
    for node in drawing.nodes:
        _write_node(process, node, drawing)
    for arrow in drawing.arrows:
        _write_arrow(process, arrow)


def _write_node(process: Element, node: Node, drawing: Drawing) -> None:
    element = _add(process, TAGS[node.kind], node.id, name=node.name)
    if node.id in drawing.defaults:
        element.set("default", drawing.defaults[node.id])
    if node.row is not None:
        _write_step(element, node.row)
    for arrow in drawing.arrows:
        if arrow.target == node.id:
            etree.SubElement(element, f"{{{BPMN}}}incoming").text = arrow.id
    for arrow in drawing.arrows:
        if arrow.source == node.id:
            etree.SubElement(element, f"{{{BPMN}}}outgoing").text = arrow.id


def _write_step(element: Element, row: Row) -> None:
    holder = etree.SubElement(element, f"{{{BPMN}}}extensionElements")
    step = etree.SubElement(holder, f"{{{OURS}}}step")
    for name, value in step_attributes(row).items():
        if value:
            step.set(name, value)


def step_attributes(row: Row) -> dict[str, str]:
    """What our extension says of a row; empty where it says nothing."""
    said = {name: getattr(row, name) for name in STEP} | {"kind": row.kind.removeprefix(JOB)}
    said["hours"] = "" if row.hours is None else _plain(format(row.hours, "f"))
    return said | {"clock": "" if said["clock"] == "continue" else said["clock"]}


def _plain(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number


def _write_arrow(process: Element, arrow: Arrow) -> None:
    ends = {"sourceRef": arrow.source, "targetRef": arrow.target}
    element = _add(process, "sequenceFlow", arrow.id, name=arrow.label, **ends)
    if arrow.condition:
        said = etree.SubElement(element, f"{{{BPMN}}}conditionExpression")
        said.set(f"{{{XSI}}}type", "bpmn:tFormalExpression")
        said.text = arrow.condition


def _write_picture(root: Element, drawing: Drawing, layout: Layout) -> None:
    diagram = etree.SubElement(root, f"{{{DI}}}BPMNDiagram", id="diagram.1")
    plane = etree.SubElement(diagram, f"{{{DI}}}BPMNPlane", id="plane.1", bpmnElement="pools.1")
    _shape(plane, "pool.1", layout.pool).set("isHorizontal", "true")
    for number, lane in enumerate(drawing.lanes, start=1):
        _shape(plane, f"lane.{number}", layout.lanes[lane]).set("isHorizontal", "true")
    for node in drawing.nodes:
        shape = _shape(plane, node.id, layout.nodes[node.id])
        if node.kind == "choice":
            shape.set("isMarkerVisible", "true")
        _label(shape, layout.labels.get(node.id))
    for arrow in drawing.arrows:
        edge = etree.SubElement(plane, f"{{{DI}}}BPMNEdge", id=f"edge.{arrow.id}", bpmnElement=arrow.id)
        for x, y in layout.arrows[arrow.id]:
            etree.SubElement(edge, f"{{{DD}}}waypoint", x=str(x), y=str(y))
        _label(edge, layout.labels.get(arrow.id))


def _shape(plane: Element, identity: str, box: Box) -> Element:
    shape = etree.SubElement(plane, f"{{{DI}}}BPMNShape", id=f"shape.{identity}", bpmnElement=identity)
    bounds(shape, box)
    return shape


def _label(parent: Element, box: Box | None) -> None:
    if box is not None:
        bounds(etree.SubElement(parent, f"{{{DI}}}BPMNLabel"), box)


def bounds(parent: Element, box: Box) -> None:
    said = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    etree.SubElement(parent, f"{{{DC}}}Bounds", {name: str(value) for name, value in said.items()})
