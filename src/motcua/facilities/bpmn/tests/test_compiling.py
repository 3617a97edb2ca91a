"""What is drawn becomes a graph; what cannot be understood becomes a problem that names its element."""

from __future__ import annotations

import ast
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from motcua.facilities import bpmn
from motcua.facilities.bpmn.compiling import compile_process
from motcua.facilities.bpmn.errors import BadDiagram
from motcua.facilities.bpmn.graph import timer_kind
from motcua.facilities.bpmn.reading import read
from motcua.facilities.bpmn.tests.drawing import graph, xml


def _process(body: str, before: str = ""):
    data = xml("S start", before=before).replace(b'<startEvent id="S" name="S"></startEvent>', body.encode())
    return compile_process(read(data))


def test_nodes_flows_steps_and_events():
    found = graph("""
        S start; A user role=clerk place=agency:H29 hours=4.5 kind=appraise clock=pause form=f@1 slip=02
        B boundary A timer=P5D also; G exclusive; X user pauseClock=true; E end; L end terminate
        C call calls=child agency=H29.1
        S -> A -> G; G -> X if fee > 1 and not(paid); G -> C default; X -> E; C -> E; B -> L
    """)
    task = found.nodes["A"]
    assert (task.step.role, task.step.place, task.step.hours) == ("clerk", "agency:H29", Decimal("4.5"))
    assert (task.step.kind, task.step.clock, task.step.form, task.step.slip) == (
        "appraise",
        "pause",
        "f@1",
        "02",
    )
    assert found.nodes["X"].step.clock == "pause"
    assert found.nodes["G"].default.target == "C"
    assert found.flows["G_X"].condition.names == {"fee", "paid"}
    boundary = found.nodes["B"]
    assert (boundary.host, boundary.interrupting, boundary.listens) == ("A", False, True)
    assert (boundary.event.timer.kind, boundary.event.timer.text) == ("duration", "P5D")
    assert task.boundaries == ("B",)
    assert found.nodes["L"].event.kind == "terminate"
    assert (found.nodes["C"].calls, found.nodes["C"].agency) == ("child", "H29.1")
    assert found.starts == {None: ("S",)}


def test_scopes_listeners_and_repetition():
    found = graph("""
        S start; P sub { T start; M user many=agencies until=count(yes)>=2 sequential; T -> M }
        W event { D start message=withdrawn; V user; D -> V }
        S -> P
    """)
    assert found.starts == {None: ("S",), "P": ("T",), "W": ("D",)}
    assert found.listeners == {None: ("D",)}
    many = found.nodes["M"].many
    assert (many.parallel, many.each.text, many.item, many.until.names) == (
        False,
        "agencies",
        "item",
        {"yes"},
    )
    assert found.nodes["W"].kind == "eventsub"
    assert found.nodes["D"].event.name == "withdrawn"


def test_without_a_start_event_what_nothing_leads_to_starts():
    assert graph("A user; B user; A -> B").starts == {None: ("A",)}


def test_lanes_name_places_and_roles_nested_ones_more_exactly():
    found = _process("""
        <laneSet><lane name="Sở"><extensionElements><tthc:lane role="head"/></extensionElements>
        <flowNodeRef>A</flowNodeRef><flowNodeRef>B</flowNodeRef><flowNodeRef>P</flowNodeRef>
        <childLaneSet><lane name="Phòng"><extensionElements><tthc:step role="expert"/></extensionElements>
        <flowNodeRef>B</flowNodeRef></lane></childLaneSet></lane></laneSet>
        <userTask id="A"/><userTask id="B"/><subProcess id="P"><subProcess id="Q"><userTask id="C"/></subProcess></subProcess>
    """)
    assert {key: (node.lane, node.role) for key, node in found.nodes.items()} == {
        "A": ("Sở", "head"),
        "B": ("Phòng", "expert"),
        "P": ("Sở", "head"),
        "Q": ("Sở", "head"),
        "C": ("Sở", "head"),
    }


def test_events_find_their_names():
    found = _process(
        """<startEvent id="S"><messageEventDefinition messageRef="M"/></startEvent><receiveTask id="R" messageRef="x:M"/>
        <endEvent id="E"><errorEventDefinition errorRef="F"/></endEvent>""",
        '<message id="M" name="đã nộp tiền"/><error id="F" errorCode="42"/>',
    )
    assert [found.nodes[key].event.name for key in "SRE"] == ["đã nộp tiền", "đã nộp tiền", "42"]


@pytest.mark.parametrize(
    "drawn",
    [
        "<complexGateway id='X'/>",
        "<adHocSubProcess id='X'/>",
        "<transaction id='X'/>",
        "<scriptTask id='X'/>",
        "<userTask id='X' isForCompensation='true'/>",
        "<endEvent id='X'><compensateEventDefinition/></endEvent>",
        "<intermediateCatchEvent id='X'/>",
        "<intermediateThrowEvent id='X'><escalationEventDefinition/></intermediateThrowEvent>",
        "<startEvent id='X'><timerEventDefinition/><messageEventDefinition/></startEvent>",
        "<endEvent id='X'><eventDefinitionRef>T</eventDefinitionRef></endEvent>",
    ],
)
def test_what_cannot_run_is_unsupported(drawn):
    assert _process(drawn).nodes["X"].kind == "unsupported"


@pytest.mark.parametrize(
    ("drawn", "element", "word"),
    [
        ("<userTask id='X'/><userTask id='X'/>", "X", "nhiều phần tử"),
        ("<userTask/>", None, "không có mã"),
        ("<sequenceFlow id='F' sourceRef='A' targetRef='B'/>", "F", "không có"),
        ("<userTask id='A' default='F'/>", "A", "mặc định"),
        ("<boundaryEvent id='B' attachedToRef='A'><signalEventDefinition/></boundaryEvent>", "B", "gắn vào"),
        (
            "<intermediateCatchEvent id='C'><timerEventDefinition><timeDuration>P5X</timeDuration>"
            "</timerEventDefinition></intermediateCatchEvent>",
            "C",
            "ISO 8601",
        ),
        (
            "<userTask id='A'/><sequenceFlow id='F' sourceRef='A' targetRef='A'><conditionExpression>"
            "__import__('os').system('x')</conditionExpression></sequenceFlow>",
            "F",
            "Điều kiện",
        ),
        (
            "<userTask id='A'><extensionElements><tthc:step hours='x'/></extensionElements></userTask>",
            "A",
            "giờ",
        ),
        (
            "<userTask id='A'><extensionElements><tthc:step hours='-1'/></extensionElements></userTask>",
            "A",
            "giờ",
        ),
        (
            "<userTask id='A'><extensionElements><tthc:step hours='NaN'/></extensionElements></userTask>",
            "A",
            "giờ",
        ),
        ("<userTask id='A'><standardLoopCharacteristics/></userTask>", "A", "Vòng lặp"),
        (
            "<userTask id='A'/><subProcess id='P'><userTask id='B'/></subProcess>"
            "<sequenceFlow id='F' sourceRef='A' targetRef='B'/>",
            "F",
            "cùng quy trình",
        ),
    ],
)
def test_faults_become_problems_of_their_element(drawn, element, word):
    found = _process(drawn)
    assert [(p.element, word in p.message) for p in found.problems] == [(element, True)]


def test_the_executable_process_is_chosen_then_one_with_something_in_it():
    data = xml("S start", before='<process id="Black"/><process id="Other"><startEvent id="O"/></process>')
    assert compile_process(read(data)).id == "process"
    assert compile_process(read(data), "Other").id == "Other"
    assert compile_process(read(data.replace(b'isExecutable="true"', b""))).id == "Other"
    with pytest.raises(BadDiagram):
        compile_process(read(data), "Nothing")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("P5D", "duration"), ("PT8H", "duration"), ("P1Y2M3DT4H5M6S", "duration"), ("R3/PT10H", "cycle"), ("R/P1D", "cycle"),
        ("2026-11-25", "date"), ("2026-11-25T08:00:00+07:00", "date"), ("P", None), ("PT", None), ("P1DT", None),
        ("5D", None), ("R3/2026-01-01", None), ("", None), ("P999999999999D", None),
    ],
)  # fmt: skip
def test_knows_iso_texts_of_time(text, kind):
    assert timer_kind(text) == kind


def test_the_same_bytes_give_the_same_graph():
    data = xml("S start; A user; G exclusive; E end; S -> A -> G; G -> A if x; G -> E default")
    assert compile_process(read(data)) == compile_process(read(data))


def test_stands_alone():
    """The engine could leave the product: the standard library, lxml and itself."""
    allowed = {*sys.stdlib_module_names, "lxml"}
    for path in Path(bpmn.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                assert name.split(".")[0] in allowed or name.startswith(bpmn.__name__), (
                    f"{path.name} imports {name}"
                )
