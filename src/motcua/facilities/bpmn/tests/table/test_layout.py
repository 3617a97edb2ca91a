"""The picture: nothing overlaps, every arrow is upright or level and touches both its ends."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from lxml import etree

from motcua.facilities.bpmn.table import rows, to_xml
from motcua.facilities.bpmn.table.drawing import draw
from motcua.facilities.bpmn.table.layout import Box, arrange
from motcua.facilities.bpmn.tests.table.tables import FULL, tables


def _inside(inner: Box, outer: Box) -> bool:
    return (
        outer.x <= inner.x and inner.x + inner.width <= outer.x + outer.width
        and outer.y <= inner.y and inner.y + inner.height <= outer.y + outer.height
    )  # fmt: skip


def _apart(one: Box, other: Box) -> bool:
    return (
        one.x + one.width <= other.x or other.x + other.width <= one.x
        or one.y + one.height <= other.y or other.y + other.height <= one.y
    )  # fmt: skip


@given(tables())
def test_every_picture_is_in_order(found):
    drawing = draw(rows.normal(found))
    layout = arrange(drawing)
    for node in drawing.nodes:
        assert _inside(layout.nodes[node.id], layout.lanes[node.lane])
    for lane in layout.lanes.values():
        assert _inside(lane, layout.pool)
    for boxes in (layout.nodes.values(), layout.lanes.values()):
        assert all(_apart(one, other) for one, other in combinations(boxes, 2))
    for arrow in drawing.arrows:
        points = layout.arrows[arrow.id]
        source, target = layout.nodes[arrow.source], layout.nodes[arrow.target]
        assert points[0] == (source.x + source.width, source.middle)
        assert points[-1] == (target.x, target.middle)
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(points))


@given(tables())
def test_no_arrow_runs_through_a_step(found):
    drawing = draw(rows.normal(found))
    layout = arrange(drawing)
    for arrow in drawing.arrows:
        for (x, y), (to_x, to_y) in pairwise(layout.arrows[arrow.id]):
            line = Box(min(x, to_x), min(y, to_y), abs(x - to_x), abs(y - to_y))
            for key, box in layout.nodes.items():
                assert _apart(line, box), (arrow.id, key)


def test_everything_drawn_has_its_place_in_the_file():
    root = etree.fromstring(to_xml(FULL))
    model = {e.get("id") for e in root.iter() if "MODEL" in str(e.tag) and e.get("id")}
    placed = {e.get("bpmnElement") for e in root.iter() if e.get("bpmnElement")}
    unplaced = {"definitions.1", "permit", "lanes.1"}
    assert model - unplaced == placed
