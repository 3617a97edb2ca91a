"""A table drawn and read again is the same table; a drawing that says more is refused, with the reason."""

from __future__ import annotations

import ast
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from motcua.facilities.bpmn import table
from motcua.facilities.bpmn.checking import check
from motcua.facilities.bpmn.compiling import compile_process
from motcua.facilities.bpmn.graph import Graph
from motcua.facilities.bpmn.reading import read
from motcua.facilities.bpmn.table import BadTable, NoTable, Row, Table, Way, from_xml, rows, to_xml
from motcua.facilities.bpmn.tests.drawing import xml
from motcua.facilities.bpmn.tests.table.tables import FULL, tables
from motcua.facilities.workflow import standard
from motcua.facilities.workflow.rules import ROLES, Sequence
from motcua.facilities.workflow.sequential import table_of


def compiled(found: Table) -> Graph:
    return compile_process(read(to_xml(found)))


@given(tables())
def test_any_table_comes_back_as_it_was(found):
    found = rows.normal(found)
    assert from_xml(to_xml(found)) == found


@given(tables())
def test_writing_again_what_was_read_gives_the_same_bytes(found):
    drawn = to_xml(found)
    assert to_xml(from_xml(drawn)) == drawn


@given(tables())
def test_a_table_survives_plain_values(found):
    assert rows.normal(rows.from_json(rows.to_json(rows.normal(found)))) == rows.normal(found)


def test_everything_a_table_says_comes_back():
    assert from_xml(to_xml(FULL)) == FULL
    assert check(compiled(FULL), ROLES, {"notify"}) == ()


@pytest.mark.parametrize("steps", [standard.COMMUNE, standard.PROVINCE])
def test_a_sequence_is_drawn_without_gateways_and_keeps_its_codes(steps):
    found = table_of(Sequence(steps), code="commune", name="Quy trình")
    graph = compiled(found)
    assert list(graph.nodes) == ["start", *(step.code for step in steps), "end"]
    assert check(graph, ROLES) == ()
    for step in steps:
        drawn = graph.nodes[step.code]
        assert (drawn.name, drawn.role) == (step.name, step.role)
        assert drawn.step is not None
        assert (drawn.step.kind, drawn.step.place, drawn.step.hours) == (step.kind, step.place, step.hours)


def test_gateways_and_flows_carry_the_code_of_their_row():
    graph = compiled(FULL)
    codes = {row.code for row in FULL.rows}
    for key in [*graph.nodes, *graph.flows]:
        assert rows.row_of(key) in codes | {"start", "end"}
    assert rows.row_of("flow.choice.review.appraise") == rows.row_of("choice.review") == "review"
    assert rows.row_of("split.appraise.1") == "appraise"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"rows": ()}, "chưa có bước"),
        ({"code": "receive"}, "Mã quy trình"),
        ({"code": "1a"}, "Mã quy trình"),
        ({"rows": (Row("tiếp nhận"),)}, "không dùng được"),
        ({"rows": (Row("end"),)}, "không dùng được"),
        ({"rows": (Row("a"), Row("a"))}, "hai dòng"),
        ({"rows": (Row("a", next=(Way(("b",)),)),)}, "Không có bước “b”"),
        ({"rows": (Row("a", next=(Way(()),)),)}, "chưa có bước đến"),
        ({"rows": tuple(Row(f"r{n}") for n in range(201))}, "quá 200"),
    ],
)
def test_what_cannot_be_drawn_is_named(change, words):
    with pytest.raises(BadTable, match=words) as caught:
        to_xml(replace(FULL, **change))
    assert caught.value.problems


@pytest.mark.parametrize(
    ("drawn", "words"),
    [
        ("S start; A user; B boundary A timer=P1D; E end; S -> A -> E; B -> E", "sự kiện biên"),
        ("S start; A send message=m; E end; S -> A -> E", "bước gửi"),
        ("S start; P sub { T start; A user; F end; T -> A -> F }; E end; S -> P -> E", "quy trình con"),
        ("S start; A user many=list; E end; S -> A -> E", "bước nhiều lượt"),
        ("S start; A user; B user; E end; S -> A; A -> B; A -> E; B -> E", "đúng một luồng đi ra"),
        ("S start; A user; E end; S -> A; A -> E if x", "sau một cổng"),
        ("S start; A user; S -> A", "đúng một luồng đi ra"),
        ("S start; T start; A user; E end; S -> A; T -> A; A -> E", "một sự kiện bắt đầu"),
        ("S start; A user; E end; F end; G exclusive name=G; S -> A -> G; G -> E if x; G -> F default", "khác tên"),
        ("S start; G exclusive; A user; B user; E end; S -> G; G -> A if x; G -> B default; A -> E; B -> E", "Cổng"),
        ("S start; A user; G inclusive; B user; E end; S -> A -> G; G -> B if x; G -> E default; B -> E", "cổng bao gồm"),
        ("S start; A user; M exclusive name=gop; B user; E end; S -> A -> M -> B -> E", "Cổng “gop”"),
    ],
)  # fmt: skip
def test_a_drawing_that_says_more_stays_a_drawing(drawn, words):
    with pytest.raises(NoTable, match=words):
        from_xml(xml(drawn))


@pytest.mark.parametrize("data", [b"", b"<a/>", b"<!DOCTYPE a><a/>"])
def test_what_is_no_drawing_is_no_table(data):
    with pytest.raises(NoTable):
        from_xml(data)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b'<tthc:step role="clerk" hours="4"/>', b'<tthc:step role="clerk" own="1"/>', "thuộc tính “own”"),
        (b'<tthc:step role="clerk" hours="4"/>', b"<tthc:other/>", "phần mở rộng này"),
        (b'<userTask id="A"', b'<userTask tthc:x="1" id="A"', "thuộc tính “x”"),
        (b'<tthc:step role="clerk" hours="4"/>', b'<tthc:step role="clerk" hours="vier"/>', "Số giờ"),
        (b"<startEvent", b'<message id="m"/><startEvent', "message"),
    ],
)
def test_what_other_software_wrote_is_not_lost_unsaid(old, new, words):
    drawn = xml("S start; A user; E end; S -> A -> E")
    assert old in drawn
    with pytest.raises(NoTable, match=words):
        from_xml(drawn.replace(old, new))


def test_a_drawing_of_other_hands_becomes_a_table():
    found = from_xml(
        xml("""
        S start; A user; M exclusive name=; B user; G exclusive name=?; C user; E end
        S -> A -> M -> B -> G; G -> E default; G -> M if again = true; G -> C if more; C -> M
    """)
    )
    assert [row.code for row in found.rows] == ["A", "B", "C"]
    assert found.rows[1].question == "?"
    assert [(way.to, way.condition) for way in found.rows[1].next] == [
        (("B",), "again = true"), (("C",), "more"), (("end",), ""),
    ]  # fmt: skip
    assert found.rows[2].next == (Way(("B",)),)


def test_a_wrong_condition_stays_in_the_table_to_be_mended():
    wrong = replace(FULL.rows[1], next=(Way(("review",), "consult =="), Way(("approve",))))
    found = rows.normal(replace(FULL, rows=(FULL.rows[0], wrong, *FULL.rows[2:])))
    assert from_xml(to_xml(found)) == found
    assert any(rows.row_of(problem.element) == "appraise" for problem in check(compiled(found), ROLES))


def test_a_row_without_a_code_never_gets_one_that_is_taken():
    assert rows.codes_free("step", ["step", "step2"]) == "step3"
    assert rows.codes_free("end", []) == "end2"


@pytest.mark.parametrize("text", ["vier", "-1", "NaN", "100000", "1e9"])
def test_hours_that_are_none_are_refused(text):
    with pytest.raises(ValueError, match=text):
        rows.hours(text)


def test_a_table_knows_nothing_of_the_product():
    allowed = sys.stdlib_module_names | {"lxml"}
    for path in Path(table.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                own = name.startswith(("motcua.facilities.bpmn.table", "motcua.facilities.bpmn"))
                assert own or name.split(".")[0] in allowed, (path, name)
