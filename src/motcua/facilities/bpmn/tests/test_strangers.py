"""Files of strangers through the whole way: an answer in words, never a traceback; large ones in time."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.facilities.bpmn import engine
from motcua.facilities.bpmn.checking import check
from motcua.facilities.bpmn.compiling import compile_process
from motcua.facilities.bpmn.errors import BadDiagram, BpmnError
from motcua.facilities.bpmn.reading import BPMN, Problem, read
from motcua.facilities.bpmn.tests.drawing import xml
from motcua.facilities.bpmn.tokens import READY, WAITING

WHOLE = xml(
    """
    S start; A user role=clerk hours=4 place=agency:H29; L boundary A timer=P5D also; N user; M end; G exclusive
    P sub many=list until=nrOfCompletedInstances>1 { T start; B service kind=stamp; X end error=1; T -> B -> X }
    Q boundary P error=1; R event_gate; C catch message=m; D catch timer=R3/P1D; J inclusive; K exclusive; E end terminate
    W event { V start signal=s also; Y user; Z end; V -> Y -> Z }; U call calls=x; H throw link=l; I catch link=l
    S -> A -> G; G -> P if fee > 1 and not(paid); G -> U default; P -> J; U -> J; J -> R; R -> C -> K; R -> D -> K; K -> H; I -> E
    L -> N -> M; Q -> J
    """
).decode()
WORDS = re.compile(r'"[^"]*"|[A-Za-z]+')
PIECES = sorted(set(WORDS.findall(WHOLE)))


def _answer(data: bytes) -> tuple[Problem, ...]:
    """As publishing asks; and what starts at all is walked a few steps."""
    try:
        graph = compile_process(read(data))
    except BadDiagram as bad:
        return (Problem(None, str(bad)),)
    found = check(graph, {"clerk"}, {"stamp"})
    try:
        delta = engine.start(graph, {"list": [1, 2], "fee": 2})
        for _ in range(5):
            token = next(token for token in delta.added if token.kind in (READY, WAITING))
            act = engine.complete if token.kind == READY else engine.happen
            delta = act(graph, delta.added, token.id, {"list": [1]}, delta.next_id)
    except (BpmnError, StopIteration):
        pass
    return found


def test_the_whole_drawing_is_in_order():
    assert _answer(WHOLE.encode()) == ()


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.sampled_from(PIECES)), min_size=1, max_size=6))
def test_words_put_in_place_of_others(changes):
    places = list(WORDS.finditer(WHOLE))
    text, moved = WHOLE, sorted({place % len(places): word for place, word in changes}.items(), reverse=True)
    for place, word in moved:
        text = text[: places[place].start()] + word + text[places[place].end() :]
    for problem in _answer(text.encode()):
        assert problem.message[0].isupper()


@settings(max_examples=300)
@given(st.integers(0, len(WHOLE)), st.integers(0, 400))
def test_pieces_cut_out(start, length):
    for problem in _answer((WHOLE[:start] + WHOLE[start + length :]).encode()):
        assert problem.message


def _file(body: str) -> bytes:
    return f'<definitions xmlns="{BPMN}"><process id="p">{body}</process></definitions>'.encode()


@pytest.mark.parametrize(
    "body",
    [
        "<userTask/>" * 95_000,
        "<userTask id='a'/>" * 95_000,
        "".join(f"<subProcess id='{n}'><startEvent id='s{n}'/></subProcess>" for n in range(40_000)),
        "<userTask id='a'/>" + "".join(f"<sequenceFlow id='{n}' sourceRef='a' targetRef='a'/>" for n in range(60_000)),
        "<userTask id='a'/>" + "".join(f"<boundaryEvent id='{n}' attachedToRef='a'/>" for n in range(80_000)),
        "<subProcess>" * 90 + "</subProcess>" * 90,
        "<laneSet><lane>" + "<flowNodeRef>a</flowNodeRef>" * 95_000 + "</lane></laneSet>",
        "<sequenceFlow id='f' sourceRef='a' targetRef='b'><conditionExpression>" + "(" * 4_000_000 + "</conditionExpression></sequenceFlow>",
        f"<userTask id='{'a' * 4_000_000}'/>",
        "".join(f"<intermediate{kind}Event id='{kind}{n}'><linkEventDefinition name='l'/></intermediate{kind}Event>" for n in range(22_000) for kind in ("Throw", "Catch")),
        "".join(f"<subProcess id='p{n}'>" for n in range(90)) + "<task/>" * 90_000 + "</subProcess>" * 90,
    ],
    ids=["nameless", "one name", "scopes", "flows", "boundaries", "deep", "lanes", "condition", "long name", "links", "deep and wide"],
)  # fmt: skip
def test_large_and_hostile_files_are_answered(body):
    """What would take for ever is ended by the suite's own limit; what they cost, `bench steps` tells."""
    assert _answer(_file(body))
