"""Where everything of a drawing stands: columns by rank, one row of the picture per lane, arrows at right angles.

Arrows leave at the right and come in at the left. One that skips columns or goes back runs in a channel
above the lane of its target, so that no arrow crosses a step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from motcua.facilities.bpmn.table.drawing import Arrow, Drawing, Lane, Node

LEFT = TOP = 80
HEADER = 30  # of the pool and of each lane
SIZES = {"task": (140, 80), "job": (140, 80), "start": (36, 36), "end": (36, 36)}
GATEWAY = (50, 50)
PITCH = 130  # from one step to the one below it in the same lane
CHANNEL = 22
MARGIN = 24
STRAND = 12  # between two upright lines of one gutter
LETTER, LONGEST_LABEL, LINE = 6.2, 120, 14

Point = tuple[int, int]


@dataclass(frozen=True)
class Box:
    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


@dataclass(frozen=True)
class Layout:
    """Bố cục: boxes of nodes, lanes and labels, points of arrows."""

    pool: Box
    lanes: dict[Lane, Box]
    nodes: dict[str, Box]
    arrows: dict[str, tuple[Point, ...]]
    labels: dict[str, Box]


def arrange(drawing: Drawing) -> Layout:
    return _Arranged(drawing).layout()


class _Arranged:
    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self.column = ranks(drawing)
        self.slot = _slots(drawing, self.column)
        self.taken = {(n.lane, self.column[n.id], self.slot[n.id]) for n in drawing.nodes}
        self.by_id = {node.id: node for node in drawing.nodes}
        self.channels: defaultdict[Lane, list[str]] = defaultdict(list)
        self.strands: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)  # gutter → order, arrow
        for arrow in drawing.arrows:
            self.plan(arrow)
        self.lanes = self.lane_boxes()
        self.gutters = self.gutter_places()
        self.nodes = {node.id: self.node_box(node) for node in drawing.nodes}

    def layout(self) -> Layout:
        arrows = {arrow.id: self.points(arrow) for arrow in self.drawing.arrows}
        labels = {a.id: self.label(a, arrows[a.id]) for a in self.drawing.arrows if a.label}
        for node in self.drawing.nodes:
            if node.name and node.kind not in ("task", "job"):
                box = self.nodes[node.id]
                labels[node.id] = _label_box(node.name, box.x + box.width // 2, box.y + box.height + 6)
        first, last = next(iter(self.lanes.values())), list(self.lanes.values())[-1]
        height = last.y + last.height - first.y
        pool = Box(LEFT, TOP, first.width + HEADER, height)
        return Layout(pool, self.lanes, self.nodes, arrows, labels)

    # Which way an arrow goes

    def plan(self, arrow: Arrow) -> None:
        """Note where it needs an upright strand, and whether it needs a channel."""
        source, target = self.column[arrow.source], self.column[arrow.target]
        if self.is_straight(arrow):
            self.strands[source].append((9, arrow.id))  # needs room for its label only
        elif target == source + 1:
            self.strands[source].append((1, arrow.id))
        else:
            self.channels[self.by_id[arrow.target].lane].append(arrow.id)
            self.strands[source].append((0, arrow.id))
            self.strands[target - 1].append((2, arrow.id))

    def is_straight(self, arrow: Arrow) -> bool:
        source, target = self.by_id[arrow.source], self.by_id[arrow.target]
        slot = self.slot[source.id]
        if source.lane != target.lane or slot != self.slot[target.id]:
            return False
        between = range(self.column[source.id] + 1, self.column[target.id])
        return self.column[target.id] > self.column[source.id] and not any(
            (source.lane, column, slot) in self.taken for column in between
        )

    # Room

    def lane_boxes(self) -> dict[Lane, Box]:
        found, y = {}, TOP
        for lane in self.drawing.lanes:
            slots = 1 + max(self.slot[node.id] for node in self.drawing.nodes if node.lane == lane)
            height = self.channel_room(lane) + slots * PITCH + MARGIN
            found[lane] = Box(LEFT + HEADER, y, 0, height)
            y += height
        return found

    def channel_room(self, lane: Lane) -> int:
        return len(self.channels[lane]) * CHANNEL

    def gutter_places(self) -> dict[int, tuple[int, int]]:
        """Gutter → where it begins and how wide it is; the gutter before column 0 is number -1."""
        x = LEFT + 2 * HEADER
        found = {}
        wide = dict.fromkeys(self.column.values(), MARGIN)
        for node in self.drawing.nodes:
            column = self.column[node.id]
            wide[column] = max(wide[column], _size(node)[0])
        labels = {arrow.id: _label_width(arrow.label) for arrow in self.drawing.arrows if arrow.label}
        for column in range(-1, max(wide) + 1):
            strands = self.strands[column]
            upright = sum(order != 9 for order, _ in strands)
            room = max((labels.get(key, 0) for order, key in strands if order != 2), default=0)
            width = 2 * MARGIN + upright * STRAND + room
            found[column] = (x, width)
            x += width + wide.get(column + 1, 0)
        for lane, box in self.lanes.items():
            self.lanes[lane] = Box(box.x, box.y, x - box.x, box.height)
        self.wide = wide
        return found

    def node_box(self, node: Node) -> Box:
        width, height = _size(node)
        column, lane = self.column[node.id], self.lanes[node.lane]
        begin = sum(self.gutters[column - 1])
        x = begin + (self.wide[column] - width) // 2
        middle = lane.y + self.channel_room(node.lane) + self.slot[node.id] * PITCH + (PITCH + MARGIN) // 2
        return Box(x, middle - height // 2, width, height)

    # Lines

    def points(self, arrow: Arrow) -> tuple[Point, ...]:
        source, target = self.nodes[arrow.source], self.nodes[arrow.target]
        begin, end = (source.x + source.width, source.middle), (target.x, target.middle)
        if self.is_straight(arrow):
            return begin, end
        leave = self.strand(self.column[arrow.source], arrow)
        lane = self.by_id[arrow.target].lane
        if arrow.id not in self.channels[lane]:
            return begin, (leave, begin[1]), (leave, end[1]), end
        y = self.lanes[lane].y + CHANNEL // 2 + 4 + self.channels[lane].index(arrow.id) * CHANNEL
        arrive = self.strand(self.column[arrow.target] - 1, arrow)
        return begin, (leave, begin[1]), (leave, y), (arrive, y), (arrive, end[1]), end

    def strand(self, gutter: int, arrow: Arrow) -> int:
        """Leaving lines on the left of a gutter, arriving ones on its right."""
        x, width = self.gutters[gutter]
        ordered = [key for order, key in sorted(self.strands[gutter], key=lambda s: s[0]) if order != 9]
        arriving = [key for order, key in self.strands[gutter] if order == 2]
        if arrow.id in arriving and self.column[arrow.target] - 1 == gutter:
            return x + width - MARGIN - (len(arriving) - 1 - arriving.index(arrow.id)) * STRAND
        return x + MARGIN + ordered.index(arrow.id) * STRAND

    def label(self, arrow: Arrow, points: tuple[Point, ...]) -> Box:
        """Beside the line's last turn for a short one, at its start or in its channel for a long one."""
        width = _label_width(arrow.label)
        if len(points) == 6:
            width = 8 + int(len(arrow.label) * LETTER)
            (x, y), (onward, _) = points[2], points[3]
            left = x + 4 if onward > x else x - 4 - width
            return Box(left, y - LINE - 1, width, LINE)
        x, y = points[-2] if len(points) == 4 else points[0]
        return Box(x + 4, y - 4 - _label_height(arrow.label), width, _label_height(arrow.label))


def _size(node: Node) -> tuple[int, int]:
    return SIZES.get(node.kind, GATEWAY)


def _label_width(text: str) -> int:
    return min(LONGEST_LABEL, 8 + int(len(text) * LETTER))


def _label_height(text: str) -> int:
    return LINE * -(-int(len(text) * LETTER + 8) // LONGEST_LABEL)


def _label_box(text: str, center: int, top: int) -> Box:
    width = _label_width(text)
    return Box(center - width // 2, top, width, _label_height(text))


def ranks(drawing: Drawing) -> dict[str, int]:
    """Column of every node: the longest way from the start, ways back left out; the end stands last."""
    onward: defaultdict[str, list[str]] = defaultdict(list)
    for source, target in _forward(drawing):
        onward[source].append(target)
    waiting = {node.id: 0 for node in drawing.nodes}
    for targets in onward.values():
        for target in targets:
            waiting[target] += 1
    found = dict.fromkeys(waiting, 0)
    ready = [key for key, count in waiting.items() if not count]
    while ready:
        key = ready.pop()
        for target in onward[key]:
            found[target] = max(found[target], found[key] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    end = drawing.nodes[-1].id
    found[end] = 1 + max((rank for key, rank in found.items() if key != end), default=0)
    return found


def _forward(drawing: Drawing) -> Iterator[tuple[str, str]]:
    """Arrows without those that lead back to where one came from (depth first, in the order drawn)."""
    onward: defaultdict[str, list[str]] = defaultdict(list)
    for arrow in drawing.arrows:
        onward[arrow.source].append(arrow.target)
    entered: dict[str, bool] = {}  # node → still on the way taken
    for node in drawing.nodes:
        path = [(node.id, iter(onward[node.id]))] if node.id not in entered else []
        entered.setdefault(node.id, True)
        while path:
            key, targets = path[-1]
            target = next(targets, None)
            if target is None:
                entered[key] = False
                path.pop()
            elif target not in entered:
                entered[target] = True
                yield key, target
                path.append((target, iter(onward[target])))
            elif not entered[target]:
                yield key, target


def _slots(drawing: Drawing, column: dict[str, int]) -> dict[str, int]:
    """Steps of one lane and column stand below each other."""
    counted: defaultdict[tuple[Lane, int], int] = defaultdict(int)
    found = {}
    for node in drawing.nodes:
        place = node.lane, column[node.id]
        found[node.id] = counted[place]
        counted[place] += 1
    return found
