"""A table as nodes and arrows: start, tasks, the gateways its ways need, end."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from motcua.facilities.bpmn.table.rows import ALL, END, START, Row, Table

Lane = tuple[str, str]  # place and role


@dataclass(frozen=True)
class Node:
    id: str
    kind: str  # start, task, job, choice, split, join, end
    name: str
    lane: Lane
    row: Row | None = None


@dataclass(frozen=True)
class Arrow:
    id: str
    source: str
    target: str
    condition: str = ""
    label: str = ""


@dataclass
class Drawing:
    """Bản vẽ: in the order of the table."""

    nodes: list[Node] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)
    defaults: dict[str, str] = field(default_factory=dict)  # gateway → its arrow when no condition holds
    _counted: Counter[str] = field(default_factory=Counter)

    def arrow(self, source: str, target: str, condition: str = "", label: str = "") -> Arrow:
        key = f"flow.{source}.{target}"
        self._counted[key] += 1
        if (again := self._counted[key]) > 1:
            key = f"{key}.{again}"
        self.arrows.append(Arrow(key, source, target, condition, label))
        return self.arrows[-1]

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """In the order in which the table comes to them."""
        return tuple(dict.fromkeys(node.lane for node in self.nodes))


def draw(table: Table) -> Drawing:
    """The table must have no problems."""
    drawing = Drawing()
    first = table.rows[0]
    drawing.nodes.append(Node(START, "start", table.starts, (first.place, first.role)))
    entries = {row.code: f"join.{row.code}" if row.meets == ALL else row.code for row in table.rows}
    entries[END] = END
    drawing.arrow(START, entries[first.code])
    lane = (first.place, first.role)
    for row in table.rows:
        lane = lane if row.is_job else (row.place, row.role)
        _draw_row(drawing, table, row, entries, lane)
    drawing.nodes.append(Node(END, "end", table.ends, lane))
    return drawing


def _draw_row(drawing: Drawing, table: Table, row: Row, entries: dict[str, str], lane: Lane) -> None:
    """What the machine does stands in the lane of who works before it."""
    if row.meets == ALL:
        drawing.nodes.append(Node(entries[row.code], "join", "", lane))
        drawing.arrow(entries[row.code], row.code)
    drawing.nodes.append(Node(row.code, "job" if row.is_job else "task", row.name, lane, row))
    ways = table.ways(row)
    source = row.code
    is_choice = len(ways) > 1 or bool(ways[0].condition)
    if is_choice:
        source = f"choice.{row.code}"
        drawing.nodes.append(Node(source, "choice", row.question, lane))
        drawing.arrow(row.code, source)
    for number, way in enumerate(ways, start=1):
        target = entries[way.to[0]]
        if len(way.to) > 1:
            target = f"split.{row.code}.{number}" if is_choice else f"split.{row.code}"
            drawing.nodes.append(Node(target, "split", "", lane))
        arrow = drawing.arrow(source, target, way.condition, way.label)
        if len(way.to) > 1:
            for code in way.to:
                drawing.arrow(target, entries[code])
    if len(ways) > 1 and not ways[-1].condition:
        drawing.defaults[source] = arrow.id
