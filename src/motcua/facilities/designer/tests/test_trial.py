"""A process is tried out with the real engine; the state is carried outside and comes back the same."""

from __future__ import annotations

import json

import pytest

from motcua.facilities.bpmn.compiling import compile_process
from motcua.facilities.bpmn.errors import NotReady
from motcua.facilities.bpmn.reading import read
from motcua.facilities.bpmn.table import to_xml
from motcua.facilities.bpmn.tests.drawing import graph
from motcua.facilities.designer import library, trial
from motcua.facilities.designer.trial import Trial

CONSULT = compile_process(read(to_xml(library.BY_CODE["consult_two"].table)))


def go(found: Trial, node: str, over=CONSULT, flow: str = "", **words: str) -> Trial:
    """One act, with the state sent to a page and back."""
    found = Trial.from_json(json.loads(json.dumps(found.to_json())))
    token = next(token for token in found.standing() if token.node == node)
    return trial.act(over, found, token.id, flow=flow, words=words)


def test_from_the_counter_to_the_end():
    found = trial.begin(CONSULT)
    for node in ("receive", "appraise", "second", "first", "gather", "review", "approve", "issue", "deliver"):
        assert not found.is_ended
        found = go(found, node)
    assert found.is_ended
    assert found.done[-1] == "deliver"


def test_a_decision_chooses_the_way_and_is_asked_again_next_time():
    found = go(go(trial.begin(CONSULT), "receive"), "appraise", flow="flow.choice.appraise.review")
    assert [token.node for token in found.standing()] == ["review"]
    found = go(found, "review", flow="flow.choice.review.appraise")
    assert [token.node for token in found.standing()] == ["appraise"]
    found = go(found, "appraise", flow="flow.choice.appraise.split.appraise.2")
    assert sorted(token.node for token in found.standing()) == ["first", "second"]


def test_what_no_decision_says_is_asked_as_words():
    over = graph(
        "S start; A user; G exclusive; B user; E end; S -> A -> G; G -> B if fee > 10 and paid; G -> E default; B -> E"
    )
    assert trial.unknown(over, over.nodes["A"]) == ("fee", "paid")
    assert trial.unknown(CONSULT, CONSULT.nodes["review"]) == ()
    found = go(trial.begin(over), "A", over, fee="11", paid="true")
    assert [token.node for token in found.standing()] == ["B"]
    assert go(trial.begin(over), "A", over, fee="9,5", paid="true").is_ended


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
        trial.act(CONSULT, trial.act(CONSULT, found, first, words={}), first, words={})
    with pytest.raises(trial.TooLong):
        trial.act(CONSULT, Trial(found.tokens, found.next_id, ("x",) * trial.MOST_ACTS), first, words={})


def test_it_says_where_the_clock_would_stand():
    drawn = graph(
        "S start; A user; W user kind=pay clock=pause law=NĐ_101; G parallel; J parallel; B user; E end"
        "; S -> A -> G -> W -> J -> E; G -> B -> J"
    )
    one = go(trial.begin(drawn), "A", over=drawn)
    assert one.laws(drawn) == ()  # work goes on beside the wait
    one = go(one, "B", over=drawn)
    assert one.laws(drawn) == ("NĐ_101",)
    assert go(one, "W", over=drawn).laws(drawn) == ()
