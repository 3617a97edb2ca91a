"""Lanes of a drawing that a table is written into: who stays in theirs, who goes to another, which ones are new."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from lxml import etree
from lxml.etree import _Element as Element

from motcua.facilities.bpmn import reading
from motcua.facilities.bpmn.reading import BPMN
from motcua.facilities.bpmn.table import lanes
from motcua.facilities.bpmn.table.drawing import Drawing, Lane, Node
from motcua.facilities.bpmn.table.matching import Matching
from motcua.facilities.bpmn.table.rows import END, START


class LaneKeeping:
    """`element`: lanes by id; `where`: node → id of its lane; `made`: lanes that were not there."""

    def __init__(self, process: Element, agencies: Mapping[str, str]) -> None:
        self.process, self.agencies = process, agencies
        leaves = [e for e in process.iter(f"{{{BPMN}}}lane") if reading.child(e, "childLaneSet") is None]
        self.element = {lane.get("id", ""): lane for lane in leaves}
        self.where = {
            reading.reference(reading.words(member)): key
            for key, lane in self.element.items()
            for member in reading.children(lane, "flowNodeRef")
        }
        self.made: list[str] = []

    def forget(self, gone: Collection[str]) -> None:
        for key in gone & self.where.keys():
            self.leave(key)

    def keep(self, drawing: Drawing, old: Matching, ids: Mapping[str, str]) -> set[str]:
        """Put everybody where they belong; who has moved."""
        if not self.element:
            return set()
        jobs = {node.id for node in drawing.nodes if node.kind == "job"}
        before = {old.nodes[node.id]: node.lane for node in old.drawn.nodes if node.id in old.nodes}
        stay = [
            n
            for n in drawing.nodes
            if ids[n.id] in self.where and (_follows(n, jobs) or before.get(ids[n.id]) == n.lane)
        ]
        homes: dict[Lane, str] = {}
        for node in stay:
            if not _follows(node, jobs):
                homes.setdefault(node.lane, self.where[ids[node.id]])
        moved = set()
        for node in drawing.nodes:
            if node not in stay:
                self.leave(ids[node.id])
                self.join(
                    ids[node.id], homes.get(node.lane) or homes.setdefault(node.lane, self.make(node.lane))
                )
                moved.add(ids[node.id])
        return moved

    def leave(self, key: str) -> None:
        lane = self.element.get(self.where.pop(key, ""))
        for member in list(reading.children(lane, "flowNodeRef")) if lane is not None else ():
            if reading.reference(reading.words(member)) == key:
                lane.remove(member)  # type: ignore[union-attr]

    def join(self, key: str, lane: str) -> None:
        etree.SubElement(self.element[lane], f"{{{BPMN}}}flowNodeRef").text = key
        self.where[key] = lane

    def make(self, lane: Lane) -> str:
        """A lane below the others."""
        number = len(self.element) + 1
        taken = {e.get("id") for e in self.process.iter() if e.get("id")}
        while f"lane.{number}" in taken:
            number += 1
        key = f"lane.{number}"
        last = list(self.element.values())[-1].getparent()
        self.element[key] = etree.SubElement(
            last, f"{{{BPMN}}}lane", id=key, name=lanes.name(lane, self.agencies)
        )  # type: ignore[arg-type]
        self.made.append(key)
        return key


def _follows(node: Node, jobs: Collection[str]) -> bool:
    """Where a process begins and ends, and what the machine does, says nothing of who works: it stays where it is."""
    code = node.id.split(".")[1] if "." in node.id else node.id
    return node.id in (START, END) or code in jobs
