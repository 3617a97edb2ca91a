"""The picture in words, and two versions compared in words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from motcua.facilities.bpmn.compiling import compile_process
from motcua.facilities.bpmn.graph import Graph
from motcua.facilities.bpmn.reading import read
from motcua.facilities.bpmn.table import Row, Table, Way, to_xml
from motcua.facilities.bpmn.tests.drawing import graph
from motcua.facilities.designer import library
from motcua.facilities.designer.comparing import changes
from motcua.facilities.designer.telling import told

TABLE = library.BY_CODE["consult_two"].table


def graph_of(table: Table) -> Graph:
    return compile_process(read(to_xml(table)))


def lines(found: Graph) -> dict:
    return {line.code: line for line in told(found, {"consulted_1": "Sở Xây dựng"})}


def test_each_step_says_who_where_how_long_and_what_then():
    found = lines(graph_of(TABLE))
    assert list(found) == [row.code for row in TABLE.rows]
    first = found["first"]
    assert (first.who, first.where, first.hours) == ("Chuyên viên thụ lý", "Sở Xây dựng", Decimal(40))
    assert found["receive"].onward == ("Thẩm định, soạn văn bản lấy ý kiến",)
    assert found["gather"].waits_for_all
    assert not found["review"].waits_for_all
    assert found["first"].onward == ("chờ đủ các nhánh rồi Tổng hợp ý kiến",)
    assert found["deliver"].onward == ("kết thúc",)
    assert found["appraise"].onward == (
        'không cần (outcome = "no_consultation"): Lãnh đạo phòng kiểm tra',
        "cần: cùng lúc: Cơ quan thứ nhất trả lời, Cơ quan thứ hai trả lời",
    )


def test_a_drawing_beyond_tables_is_told_too():
    found = lines(
        graph("S start; A user; B boundary A timer=P5D; M service; E end; S -> A -> M -> E; B -> E")
    )
    assert [line.kind for line in found.values()] == ["", "Sự kiện trong khi làm", "Việc của máy"]


def test_gateways_in_a_circle_are_told_to_an_end():
    found = graph(
        "S start; A user; G exclusive; H exclusive; E end; S -> A -> G; G -> H if x; G -> E default; H -> G if y; H -> E default"
    )
    assert len(lines(found)["A"].onward) == 2


def test_a_drawing_of_many_gateways_is_told_quickly():
    gates = [f"G{n}" for n in range(40)]
    drawn = [f"{gate} exclusive" for gate in gates] + [
        f"{a} -> {b} if x" for a in gates for b in gates if a != b
    ]
    found = graph("\n".join(["S start; A user; E end; S -> A -> G0; G0 -> E default", *drawn]))
    assert sum(len(way) for way in lines(found)["A"].onward) < 100_000


def test_nothing_changed_says_nothing():
    assert changes(graph_of(TABLE), graph_of(TABLE), {}) == []


def test_every_change_is_a_sentence():
    rows = list(TABLE.rows)
    rows[1] = replace(rows[1], hours=Decimal("20.5"), role="division_head")
    rows[5] = replace(rows[5], next=(Way(("approve",)),))
    rows[6:6] = [Row("stamp", "Kiểm tra thể thức", "review", "clerk", "competent", Decimal(2))]
    del rows[3]
    rows[1] = replace(rows[1], next=(Way(("first",)),))
    rows[2] = replace(rows[2], next=())
    found = changes(graph_of(TABLE), graph_of(replace(TABLE, rows=tuple(rows))), {})
    text = "\n".join(found)
    assert "Bỏ bước “Cơ quan thứ hai trả lời”." in text
    assert "Thêm bước “Kiểm tra thể thức” (Văn thư, Cơ quan giải quyết, 2 giờ)." in text
    assert "số giờ từ “16” thành “20,5”" in text
    assert "người làm từ “Chuyên viên thụ lý” thành “Lãnh đạo phòng”" in text
    assert "đi tiếp từ" in text


def test_another_order_with_the_same_ways_is_said():
    one = Table(
        "t",
        "T",
        (Row("a", next=(Way(("b",)),)), Row("b", next=(Way(("c",)),)), Row("c", next=(Way(("end",)),))),
    )
    two = replace(one, rows=(one.rows[0], one.rows[2], one.rows[1]))
    assert changes(graph_of(one), graph_of(two), {}) == [
        "Thứ tự các bước trong danh sách thay đổi; đường đi không đổi."
    ]
