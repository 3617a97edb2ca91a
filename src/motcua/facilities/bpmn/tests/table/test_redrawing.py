"""A table saved over the drawing it came from: a province's own layout and what other tools wrote survive."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from motcua.facilities.bpmn.reading import BPMN
from motcua.facilities.bpmn.table import Row, Way, from_xml, redraw, to_xml
from motcua.facilities.bpmn.table.rows import ALL, END, normal
from motcua.facilities.bpmn.table.writing import DC, DI
from motcua.facilities.bpmn.tests.table.tables import FULL, tables

# As another tool draws: ids of its own, a gateway that merges, colours, notes, words of a vendor.
DRAWN = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
  xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"
  xmlns:tthc="urn:motcua:tthc:1" xmlns:other="urn:other" xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0" targetNamespace="urn:x">
  <collaboration id="C1"><participant id="Pool_1" name="Cấp phép" processRef="Process_7" other:tag="t"/></collaboration>
  <process id="Process_7" name="Cấp phép" isExecutable="true">
    <laneSet id="LS"><lane id="L1" name="Một cửa của tỉnh"><flowNodeRef>S</flowNodeRef><flowNodeRef>receive</flowNodeRef></lane>
      <lane id="L2" name="Phòng chuyên môn"><flowNodeRef>appraise</flowNodeRef><flowNodeRef>G_9</flowNodeRef><flowNodeRef>M_1</flowNodeRef><flowNodeRef>E</flowNodeRef></lane></laneSet>
    <startEvent id="S"><outgoing>f1</outgoing></startEvent>
    <userTask id="receive" name="Tiếp nhận"><documentation>Theo quy chế</documentation><extensionElements><other:sla days="3"><other:deep/></other:sla><tthc:step role="intake_officer" place="receiving" hours="2" kind="receive"/></extensionElements><incoming>f1</incoming><outgoing>f2</outgoing></userTask>
    <exclusiveGateway id="M_1"><incoming>f2</incoming><incoming>f5</incoming><outgoing>f3</outgoing></exclusiveGateway>
    <userTask id="appraise" name="Thẩm định" other:colour="red"><extensionElements><tthc:step role="case_officer" place="competent" hours="8" kind="appraise"/></extensionElements><incoming>f3</incoming><outgoing>f4</outgoing></userTask>
    <exclusiveGateway id="G_9" name="Đạt?" default="f6"><incoming>f4</incoming><outgoing>f5</outgoing><outgoing>f6</outgoing></exclusiveGateway>
    <endEvent id="E"><incoming>f6</incoming></endEvent>
    <sequenceFlow id="f1" sourceRef="S" targetRef="receive"/><sequenceFlow id="f2" sourceRef="receive" targetRef="M_1"/>
    <sequenceFlow id="f3" sourceRef="M_1" targetRef="appraise"/><sequenceFlow id="f4" sourceRef="appraise" targetRef="G_9"/>
    <sequenceFlow id="f5" name="lại" sourceRef="G_9" targetRef="appraise"><conditionExpression>again = true</conditionExpression></sequenceFlow>
    <sequenceFlow id="f6" sourceRef="G_9" targetRef="E"/>
    <textAnnotation id="N1"><text>Ghi chú của tỉnh</text></textAnnotation><association id="A1" sourceRef="receive" targetRef="N1"/>
  </process>
  <bpmndi:BPMNDiagram id="D"><bpmndi:BPMNPlane id="P" bpmnElement="C1">
    <bpmndi:BPMNShape id="s0" bpmnElement="Pool_1"><dc:Bounds x="0" y="0" width="900" height="400"/></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="s1" bpmnElement="L1"><dc:Bounds x="30" y="0" width="870" height="200"/></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="s2" bpmnElement="L2"><dc:Bounds x="30" y="200" width="870" height="200"/></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="s3" bpmnElement="S"><dc:Bounds x="60" y="80" width="36" height="36"/></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="s4" bpmnElement="receive" bioc:stroke="#123456"><dc:Bounds x="150" y="60" width="100" height="80"/></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="s5" bpmnElement="M_1"><dc:Bounds x="300" y="275" width="50" height="50"/></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="s6" bpmnElement="appraise"><dc:Bounds x="400" y="260" width="100" height="80"/></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="s7" bpmnElement="G_9"><dc:Bounds x="560" y="275" width="50" height="50"/></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="s8" bpmnElement="E"><dc:Bounds x="700" y="282" width="36" height="36"/></bpmndi:BPMNShape>
    <bpmndi:BPMNEdge id="e1" bpmnElement="f1"><di:waypoint x="96" y="98"/><di:waypoint x="150" y="99"/></bpmndi:BPMNEdge>
    <bpmndi:BPMNEdge id="e5" bpmnElement="f5"><di:waypoint x="585" y="275"/><di:waypoint x="585" y="230"/><di:waypoint x="325" y="275"/></bpmndi:BPMNEdge>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</definitions>
""".replace('targetRef="appraise"><conditionExpression>', 'targetRef="M_1"><conditionExpression>').encode()


def parts(data: bytes) -> dict[str, bytes]:
    """Every part of the picture by what it shows."""
    root = etree.fromstring(data)
    found = root.iter(f"{{{DI}}}BPMNShape", f"{{{DI}}}BPMNEdge")
    return {part.get("bpmnElement", ""): etree.tostring(part, method="c14n").strip() for part in found}


def foreign(data: bytes) -> list[bytes]:
    """What other vendors wrote."""
    root = etree.fromstring(data)
    ours = ("urn:motcua:", "http://www.omg.org/")
    return [etree.tostring(e, method="c14n").strip() for e in root.iter() if not e.tag[1:].startswith(ours)]


def boxes(data: bytes) -> dict[str, tuple[float, ...]]:
    root = etree.fromstring(data)
    nodes = {
        e.get("id")
        for e in root.iter()
        if e.tag.startswith(f"{{{BPMN}}}") and e.tag.endswith(("Task", "Event", "Gateway"))
    }
    return {
        shape.get("bpmnElement", ""): tuple(float(shape.find(f"{{{DC}}}Bounds").get(name)) for name in ("x", "y", "width", "height"))
        for shape in root.iter(f"{{{DI}}}BPMNShape")
        if shape.get("bpmnElement") in nodes
    }  # fmt: skip


def changed(change) -> bytes:
    found = from_xml(DRAWN)
    table = replace(found, rows=tuple(change(list(found.rows))))
    data = redraw(table, DRAWN)
    assert from_xml(data) == normal(table)
    return data


def test_nothing_changed_is_the_same_bytes():
    assert redraw(from_xml(DRAWN), DRAWN) == DRAWN


@settings(max_examples=60)
@given(tables())
def test_any_table_saved_without_a_change_leaves_the_file_alone(table):
    drawn = to_xml(table)
    assert redraw(from_xml(drawn), drawn) == drawn


@settings(max_examples=60)
@given(tables(), st.data())
def test_whatever_is_changed_the_rest_stays_where_it_was(table, data):
    """One row says something else, or a row is gone: the table comes back, and nodes that remain have not moved."""
    drawn = to_xml(table)
    said = from_xml(drawn)
    place = data.draw(st.integers(0, len(said.rows) - 1))
    rows = list(said.rows)
    if data.draw(st.booleans()):
        rows[place] = replace(rows[place], name="Tên khác", form="f@2", hours=None)
    else:
        rows.insert(place, Row("added_row", "Thêm", "review", rows[place].role, rows[place].place))
    wanted = normal(replace(said, rows=tuple(rows)))
    again = redraw(wanted, drawn)
    assert from_xml(again) == wanted
    before, after = boxes(drawn), boxes(again)
    assert {key: after[key] for key in before.keys() & after.keys()} == {
        key: before[key] for key in before.keys() & after.keys()
    }
    assert {row.code for row in wanted.rows} <= after.keys()


def test_new_words_at_a_row_leave_the_picture_and_the_vendors_alone():
    data = changed(lambda rows: [rows[0], replace(rows[1], name="Xem xét", hours=None, form="f@1")])
    assert parts(DRAWN).items() <= parts(data).items()
    assert foreign(data) == foreign(DRAWN)
    assert b'other:colour="red"' in data
    assert "Ghi chú của tỉnh".encode() in data
    assert "Theo quy chế".encode() in data
    assert b'name="Xem x\xc3\xa9t"' in data


def test_a_new_row_finds_room_and_everything_else_stays():
    new = Row("check", "Kiểm tra", "review", "case_officer", "competent")
    data = changed(lambda rows: [rows[0], replace(rows[1], next=(rows[1].next[0], Way(("check",)))), new])
    before, after = parts(DRAWN), parts(data)
    for key in ("Pool_1", "L1", "L2"):  # grown to the right
        assert before.pop(key, None) != after[key]
    assert before.items() <= after.items()
    x, y, width, height = boxes(data)["check"]
    assert 200 <= y <= 400 - height, "in the lane of its role"
    for key, (left, top, w, h) in boxes(data).items():
        if key != "check":
            assert x >= left + w or x + width <= left or y >= top + h or y + height <= top, key
    assert foreign(data) == foreign(DRAWN)


def test_a_row_of_nobody_there_gets_a_lane_of_its_own_below():
    new = Row("sign", "Ký", "approve", "approver", "competent")
    data = changed(lambda rows: [rows[0], replace(rows[1], next=(rows[1].next[0], Way(("sign",)))), new])
    root = etree.fromstring(data)
    lanes = {
        lane.get("id"): [m.text for m in lane if m.text and m.text.strip()]
        for lane in root.iter(f"{{{BPMN}}}lane")
    }
    assert lanes["L1"] == ["S", "receive"]
    assert ["sign"] in lanes.values()
    assert boxes(data)["sign"][1] >= 400
    pool = next(s for s in root.iter(f"{{{DI}}}BPMNShape") if s.get("bpmnElement") == "Pool_1")
    assert pool.find(f"{{{DC}}}Bounds").get("height") == "550"


def test_what_is_gone_goes_with_its_part_of_the_picture_and_its_notes():
    data = changed(lambda rows: [replace(rows[1], next=(Way((END,)),), question="")])
    assert not {"receive", "f2", "G_9", "f5", "M_1"} & parts(data).keys()
    assert {"S", "appraise", "E", "L1", "L2"} <= parts(data).keys()
    assert b"A1" not in data
    assert b"other:sla" not in data


def test_rows_change_places_and_branches_are_added():
    def change(rows):
        first = replace(rows[0], next=(Way(("appraise", "visit")),))
        visit = Row("visit", "Xác minh", "verify", "case_officer", "competent", next=(Way(("sum",)),))
        appraise = replace(rows[1], next=(Way(("sum",)),), question="")
        meet = Row("sum", "Tổng hợp", "review", "division_head", "competent", meets=ALL)
        return [first, visit, appraise, meet]

    data = changed(change)
    assert parts(data)["appraise"] == parts(DRAWN)["appraise"]


def test_what_is_no_table_is_drawn_anew():
    assert redraw(FULL, b"<a/>") == to_xml(FULL)


@pytest.mark.parametrize("code", ["Process_7", "p-moi"])
def test_a_copy_for_another_process_keeps_the_layout(code):
    data = redraw(replace(from_xml(DRAWN), code=code, name="Bản chép"), DRAWN)
    assert (from_xml(data).code, from_xml(data).name) == (code, "Bản chép")
    assert parts(DRAWN).items() <= parts(data).items()
