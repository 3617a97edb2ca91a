"""A changed table written into the drawing it came from: what remains keeps its id, its place, and what others wrote there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from lxml import etree
from lxml.etree import _Element as Element

from motcua.facilities.bpmn import reading
from motcua.facilities.bpmn.compiling import compile_process
from motcua.facilities.bpmn.reading import BPMN, OURS
from motcua.facilities.bpmn.table.drawing import Arrow, Node, draw
from motcua.facilities.bpmn.table.errors import BadTable, NoTable
from motcua.facilities.bpmn.table.lane_keeping import LaneKeeping
from motcua.facilities.bpmn.table.matching import Matching
from motcua.facilities.bpmn.table.picture import Picture
from motcua.facilities.bpmn.table.reading import from_xml
from motcua.facilities.bpmn.table.rows import END, Row, Table, normal, problems
from motcua.facilities.bpmn.table.writing import TAGS, XSI, step_attributes, to_xml

_NO_NAMES: Mapping[str, str] = MappingProxyType({})
_BEFORE_FLOWS = ("documentation", "extensionElements")


def redraw(table: Table, before: bytes, agencies: Mapping[str, str] = _NO_NAMES) -> bytes:
    """The same bytes where the table says nothing new; drawn anew where `before` is no table. Raises BadTable."""
    table = normal(table)
    if found := problems(table):
        raise BadTable(found)
    try:
        said = from_xml(before)
    except NoTable:
        return to_xml(table, agencies)
    if said == table:
        return before
    edited = _Redrawing(table, said, before, agencies).xml()
    try:
        same = from_xml(edited) == table
    except NoTable:
        same = False
    return edited if same else to_xml(table, agencies)


class _Redrawing:
    def __init__(self, table: Table, said: Table, before: bytes, agencies: Mapping[str, str]) -> None:
        self.table, self.said = table, said
        self.drawing = draw(table)
        graph = compile_process(reading.read(before))
        self.root = etree.fromstring(
            before, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        )
        self.process = next(p for p in reading.children(self.root, "process") if p.get("id", "") == graph.id)
        self.there = {e.get("id", ""): e for e in reading.children(self.process)}
        self.matching = Matching(self.drawing, graph)
        self.old = Matching(draw(said), graph)
        self.taken = {e.get("id") for e in self.root.iter() if e.get("id")}
        self.ids: dict[str, str] = {}
        self.gone = {*graph.nodes, *graph.flows} - self.matching.kept
        self.lanes = LaneKeeping(self.process, agencies)
        self.picture = Picture(self.root)

    def xml(self) -> bytes:
        self.rename()
        self.remove()
        for node in self.drawing.nodes:
            self.ids[node.id] = self.node(node)
        for arrow in self.drawing.arrows:
            self.ids[arrow.id] = self.arrow(arrow)
        self.put_in_order()
        self.tie()
        moved = self.lanes.keep(self.drawing, self.old, self.ids)
        self.picture.lanes(self.lanes.made, self.lanes.element.get)
        self.picture.nodes(
            [(self.ids[n.id], n.kind, self.beside(n)) for n in self.drawing.nodes], moved, self.lanes.where
        )
        self.picture.flows(self.flows())
        return etree.tostring(self.root, xml_declaration=True, encoding="UTF-8")

    def rename(self) -> None:
        """The process as a whole, where the table calls it otherwise."""
        if self.table.name != self.said.name:
            self.process.set("name", self.table.name)
            for pool in self.root.iter(f"{{{BPMN}}}participant"):
                if reading.reference(pool.get("processRef", "")) == self.said.code:
                    pool.set("name", self.table.name)
        if self.table.code != self.said.code:
            for element in self.root.iter():
                for name in ("id", "processRef", "bpmnElement"):
                    if element.get(name) == self.said.code:
                        element.set(name, self.table.code)

    def remove(self) -> None:
        """What the table no longer has, with notes that point at it and its part of the picture."""
        for element in list(self.process.iter(f"{{{BPMN}}}association")):
            if {element.get("sourceRef"), element.get("targetRef")} & self.gone:
                self.gone.add(element.get("id", ""))
                _drop(element)
        for key in self.gone & self.there.keys():
            if self.there[key].getparent() is not None:
                _drop(self.there[key])
        self.lanes.forget(self.gone)
        self.picture.forget(self.gone)

    # Nodes and arrows

    def node(self, node: Node) -> str:
        key = self.matching.nodes.get(node.id)
        if key is None:
            key = self.free(node.id)
            element = self.add(TAGS[node.kind], key)
        else:
            element = self.there[key]
        _name(element, node.name)
        if node.row is not None and node.row != self.said.row(node.row.code):
            _write_step(element, node.row)
        return key

    def arrow(self, arrow: Arrow) -> str:
        key = self.matching.arrows.get(arrow.id)
        if key is None:
            key = self.free(arrow.id)
            element = self.add("sequenceFlow", key)
            element.set("sourceRef", self.ids[arrow.source])
            element.set("targetRef", self.ids[arrow.target])
        else:
            element = self.there[key]
        _name(element, arrow.label)
        condition = reading.child(element, "conditionExpression")
        if reading.words(condition).lstrip("= \t\n") != arrow.condition:
            if condition is not None:
                _drop(condition)
            if arrow.condition:
                condition = etree.SubElement(element, f"{{{BPMN}}}conditionExpression")
                condition.set(
                    f"{{{XSI}}}type",
                    "tFormalExpression"
                    if self.root.nsmap.get(None) == BPMN
                    else f"{self.prefix}:tFormalExpression",
                )
                condition.text = arrow.condition
        return key

    @property
    def prefix(self) -> str:
        return next((prefix for prefix, uri in self.root.nsmap.items() if uri == BPMN and prefix), "bpmn")

    def free(self, wanted: str) -> str:
        while wanted in self.taken:
            wanted += "_"
        self.taken.add(wanted)
        return wanted

    def add(self, tag: str, key: str) -> Element:
        """Behind the last thing that flows: notes come after."""
        element = etree.Element(f"{{{BPMN}}}{tag}", id=key)
        places = [n for n, e in enumerate(self.process) if reading.kind(e) in _FLOWING]
        self.process.insert(places[-1] + 1 if places else len(self.process), element)
        return element

    # What ties them together

    def flows(self) -> list[tuple[str, str, str]]:
        return [
            (
                e.get("id", ""),
                reading.reference(e.get("sourceRef", "")),
                reading.reference(e.get("targetRef", "")),
            )
            for e in reading.children(self.process, "sequenceFlow")
        ]

    def put_in_order(self) -> None:
        """Rows and the ways of a row are read in the order in which the file has them."""
        tasks = [self.ids[row.code] for row in self.table.rows]
        self.reorder(tasks)
        for node in self.drawing.nodes:
            self.reorder([self.ids[a.id] for a in self.drawing.arrows if a.source == node.id])

    def reorder(self, keys: list[str]) -> None:
        by_id = {e.get("id"): e for e in self.process if e.get("id")}
        elements = [by_id[key] for key in keys]
        places = sorted(self.process.index(element) for element in elements)
        if [self.process.index(element) for element in elements] == places:
            return
        for element in elements:
            self.process.remove(element)
        for place, element in zip(places, elements, strict=True):
            self.process.insert(place, element)

    def tie(self) -> None:
        """Lists of flows at nodes, and default flows."""
        coming: dict[str, list[str]] = {}
        going: dict[str, list[str]] = {}
        for key, source, target in self.flows():
            going.setdefault(source, []).append(key)
            coming.setdefault(target, []).append(key)
        says = any(True for _ in self.process.iter(f"{{{BPMN}}}incoming", f"{{{BPMN}}}outgoing"))
        for element in reading.children(self.process, *(_FLOWING - {"sequenceFlow"})):
            key = element.get("id", "")
            if says:
                _list(element, coming.get(key, []), going.get(key, []))
        for node in self.drawing.nodes:
            if node.kind != "choice":
                continue
            element = next(e for e in self.process if e.get("id") == self.ids[node.id])
            default = self.drawing.defaults.get(node.id)
            if default:
                element.set("default", self.ids[default])
            elif element.get("default"):
                del element.attrib["default"]

    def beside(self, node: Node) -> list[str]:
        """What a node stands next to: where arrows come from, then where they lead."""
        before = [self.ids[a.source] for a in self.drawing.arrows if a.target == node.id]
        after = [self.ids[a.target] for a in self.drawing.arrows if a.source == node.id and a.target != END]
        return before + after


_FLOWING = {*TAGS.values(), "task", "manualTask", "sequenceFlow"}


def _drop(element: Element) -> None:
    """Without taking along the text behind it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _name(element: Element, name: str) -> None:
    if " ".join(element.get("name", "").split()) == name:
        return
    if name:
        element.set("name", name)
    else:
        element.attrib.pop("name", None)


def _write_step(element: Element, row: Row) -> None:
    """Our own words at a step; those of others stay beside them."""
    holder = reading.child(element, "extensionElements")
    if holder is None:
        holder = etree.Element(f"{{{BPMN}}}extensionElements")
        element.insert(sum(1 for _ in reading.children(element, "documentation")), holder)
    step = next((inner for inner in holder if inner.tag == f"{{{OURS}}}step"), None)
    if step is None:
        step = etree.SubElement(holder, f"{{{OURS}}}step", nsmap={"tthc": OURS})
    for name, value in step_attributes(row).items():
        if value:
            step.set(name, value)
        else:
            step.attrib.pop(name, None)
    step.attrib.pop("pauseClock", None)


def _list(element: Element, coming: Iterable[str], going: Iterable[str]) -> None:
    wanted = [("incoming", key) for key in coming] + [("outgoing", key) for key in going]
    known = [
        (reading.kind(e), reading.reference(reading.words(e)))
        for e in reading.children(element, "incoming", "outgoing")
    ]
    if sorted(known) == sorted(wanted):
        return
    for old in list(reading.children(element, "incoming", "outgoing")):
        _drop(old)
    place = sum(1 for e in element if reading.kind(e) in _BEFORE_FLOWS)
    for number, (kind, key) in enumerate(wanted):
        entry = etree.Element(f"{{{BPMN}}}{kind}")
        entry.text = key
        element.insert(place + number, entry)
