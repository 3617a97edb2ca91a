"""A process is tried out with the real engine; the state is carried outside and comes back the same."""

from __future__ import annotations

import json

import pytest

from motcua.facilities.designer import library, trial
from motcua.facilities.designer.trial import Question, Trial
from motcua.facilities.workflow.bpmn.compiling import compile_process
from motcua.facilities.workflow.bpmn.errors import NotReady
from motcua.facilities.workflow.bpmn.reading import read
from motcua.facilities.workflow.table import to_xml
from motcua.facilities.workflow.tests.bpmn.drawing import graph

CONSULT = compile_process(read(to_xml(library.BY_CODE["consult_two"].table)))


def go(found: Trial, node: str, over=CONSULT, **answers: str) -> Trial:
    """One act, with the state sent to a page and back."""
    found = Trial.from_json(json.loads(json.dumps(found.to_json())))
    token = next(token for token in found.standing() if token.node == node)
    return trial.act(over, found, token.id, answers)


def test_from_the_counter_to_the_end():
    found = trial.begin(CONSULT)
    for node in ("receive", "appraise", "second", "first", "gather", "review", "approve", "issue", "deliver"):
        assert not found.is_ended
        found = go(found, node)
    assert found.is_ended
    assert found.done[-1] == "deliver"


def test_an_answer_chooses_the_way_and_is_asked_again_next_time():
    found = go(go(trial.begin(CONSULT), "receive"), "appraise", outcome="no_consultation")
    assert [token.node for token in found.standing()] == ["review"]
    found = go(found, "review", outcome="again")
    assert [token.node for token in found.standing()] == ["appraise"]
    assert go(found, "appraise", outcome="").done.count("appraise") == 2


def test_what_is_asked_at_a_step():
    node = CONSULT.nodes["review"]
    assert trial.questions(CONSULT, node) == (Question("outcome", (("again", "thẩm định lại"),)),)
    assert trial.usual(CONSULT, node) == "đạt"
    assert trial.questions(CONSULT, CONSULT.nodes["receive"]) == ()
    other = graph(
        "S start; A user; G exclusive; B user; E end; S -> A -> G; G -> B if fee > 10 and paid; G -> E default; B -> E"
    )
    assert trial.questions(other, other.nodes["A"]) == (Question("fee", ()), Question("paid", ()))
    found = go(trial.begin(other), "A", other, fee="11", paid="true")
    assert [token.node for token in found.standing()] == ["B"]


def test_events_may_happen_and_jobs_be_done():
    over = graph("S start; A user; B boundary A timer=P5D; M service; E end; F end; S -> A -> M -> E; B -> F")
    found = trial.begin(over)
    assert sorted(token.node for token in found.standing()) == ["A", "B"]
    assert go(found, "B", over).is_ended
    assert go(go(found, "A", over), "M", over).is_ended


def test_a_step_is_done_once_and_a_trial_does_not_go_on_for_ever():
    found = trial.begin(CONSULT)
    first = found.standing()[0].id
    with pytest.raises(NotReady):
        trial.act(CONSULT, trial.act(CONSULT, found, first, {}), first, {})
    with pytest.raises(trial.TooLong):
        trial.act(CONSULT, Trial(found.tokens, found.next_id, ("x",) * trial.MOST_ACTS), first, {})
