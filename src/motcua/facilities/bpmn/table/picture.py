"""The picture of a drawing that a table is written into: what stands stays, what is new finds room beside its neighbours."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from lxml import etree
from lxml.etree import _Element as Element

from motcua.facilities.bpmn.table.layout import GATEWAY, HEADER, LEFT, SIZES, TOP, Box
from motcua.facilities.bpmn.table.writing import DC, DD, DI, bounds

GAP = 50
LANE = 150
_STEPS = range(0, 4000, 20)
Neighbours = Iterable[tuple[str, str, list[str]]]  # id, kind, ids it stands beside


class Picture:
    """Hình vẽ: the first plane of the file; nothing happens where there is none."""

    def __init__(self, root: Element) -> None:
        self.plane = next(root.iter(f"{{{DI}}}BPMNPlane"), None)
        parts = [] if self.plane is None else [e for e in self.plane if isinstance(e.tag, str)]
        self.part = {e.get("bpmnElement", "").rpartition(":")[2]: e for e in parts}
        self.pools = [e.get("id", "") for e in root.iter() if str(e.tag).endswith("}participant")]
        self.placed: set[str] = set()

    def forget(self, gone: Collection[str]) -> None:
        for key in gone & self.part.keys():
            self.remove(key)

    def remove(self, key: str) -> None:
        part = self.part.pop(key)
        part.getparent().remove(part)  # type: ignore[union-attr]

    def box(self, key: str) -> Box | None:
        said = None if key not in self.part else self.part[key].find(f"{{{DC}}}Bounds")
        if said is None:
            return None
        x, y, width, height = (round(float(said.get(name, "0"))) for name in ("x", "y", "width", "height"))
        return Box(x, y, width, height)

    # Lanes

    def lanes(self, made: Iterable[str], known: Callable[[str], object]) -> None:
        """New lanes below the lowest; the pool grows."""
        drawn = {key: box for key in self.part if known(key) is not None and (box := self.box(key))}
        for key in made if drawn else ():
            low = max(drawn.values(), key=lambda box: box.y + box.height)
            drawn[key] = Box(low.x, low.y + low.height, low.width, LANE)
            self.shape(key, drawn[key]).set("isHorizontal", "true")
            self.grow(0, LANE, self.pools)

    def grow(self, right: int, down: int, keys: Iterable[str]) -> None:
        for key in keys:
            if (box := self.box(key)) is not None:
                said = self.part[key].find(f"{{{DC}}}Bounds")
                said.set("width", str(box.width + right))  # type: ignore[union-attr]
                said.set("height", str(box.height + down))  # type: ignore[union-attr]

    # Nodes

    def nodes(self, nodes: Neighbours, moved: Collection[str], where: Mapping[str, str]) -> None:
        """Room for what has none, in its own lane."""
        nodes = list(nodes)
        for key in moved & self.part.keys():
            self.remove(key)
        boxes = {key: box for key, _, _ in nodes if (box := self.box(key))}
        if self.plane is None or not boxes:
            return
        lanes = set(where.values())
        for key, kind, beside in nodes:
            if key in boxes:
                continue
            near = next((boxes[other] for other in beside if other in boxes), Box(LEFT + HEADER, TOP, 0, 80))
            lane = self.box(where.get(key, ""))
            boxes[key] = box = _room(SIZES.get(kind, GATEWAY), near, lane, list(boxes.values()))
            if lane is not None and box.x + box.width + GAP > lane.x + lane.width:
                self.grow(box.x + box.width + GAP - lane.x - lane.width, 0, {*lanes, *self.pools})
            self.shape(key, box)
            self.placed.add(key)

    def shape(self, key: str, box: Box) -> Element:
        part = etree.SubElement(self.plane, f"{{{DI}}}BPMNShape", id=f"shape.{key}", bpmnElement=key)  # type: ignore[arg-type]
        bounds(part, box)
        self.part[key] = part
        return part

    # Flows

    def flows(self, flows: Iterable[tuple[str, str, str]]) -> None:
        """Lines for flows that have none, or whose ends stand elsewhere now."""
        for key, source, target in flows if self.plane is not None else ():
            begin, end = self.box(source), self.box(target)
            if key in self.part and not {source, target} & self.placed:
                continue
            if key in self.part:
                self.remove(key)
            if begin and end:
                part = etree.SubElement(self.plane, f"{{{DI}}}BPMNEdge", id=f"edge.{key}", bpmnElement=key)  # type: ignore[arg-type]
                for x, y in _line(begin, end):
                    etree.SubElement(part, f"{{{DD}}}waypoint", x=str(x), y=str(y))
                self.part[key] = part


def _room(size: tuple[int, int], near: Box, lane: Box | None, taken: list[Box]) -> Box:
    """To the right of a neighbour, in the lane, where nothing else stands."""
    width, height = size
    y = near.middle - height // 2
    rows = [y, y + height + 30, y - height - 30]
    if lane is not None:
        low, high = lane.y + 10, lane.y + lane.height - height - 10
        rows = [row for row in rows if low <= row <= high] or [lane.middle - height // 2]
    for right in _STEPS:
        for row in rows:
            box = Box(near.x + near.width + GAP + right, row, width, height)
            if not any(_overlap(box, other) for other in taken):
                return box
    return Box(near.x, near.y, width, height)


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width + 10
        and other.x < one.x + one.width + 10
        and one.y < other.y + other.height + 10
        and other.y < one.y + one.height + 10
    )


def _line(begin: Box, end: Box) -> list[tuple[int, int]]:
    """From the right side to the left side; back along below both."""
    right, left = begin.x + begin.width, end.x
    if right > left:
        low = max(begin.y + begin.height, end.y + end.height) + 20
        first, last = begin.x + begin.width // 2, end.x + end.width // 2
        return [(first, begin.y + begin.height), (first, low), (last, low), (last, end.y + end.height)]
    if begin.middle == end.middle:
        return [(right, begin.middle), (left, end.middle)]
    turn = (right + left) // 2
    return [(right, begin.middle), (turn, begin.middle), (turn, end.middle), (left, end.middle)]
