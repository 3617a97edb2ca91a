"""Timers, messages, signals and errors: on boundaries, in the way, at event gateways, in event sub-processes."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.facilities.bpmn import engine
from motcua.facilities.bpmn.errors import EvaluationFailed, NotCaught, NotReady, RunawayProcess
from motcua.facilities.bpmn.tests.walking import Walk
from motcua.facilities.bpmn.tokens import WAITING

LATE = "S start; A user; B boundary A timer=P5D; X user; Y user; E end; S -> A -> X -> E; B -> Y -> E"


def test_a_boundary_timer_is_armed_with_its_step_and_goes_with_it():
    walk = Walk(LATE)
    timer = walk.deltas[-1].timers[0]
    assert (timer.node, timer.kind, timer.text) == ("B", "duration", "P5D")
    assert timer.token == next(token.id for token in walk.tokens if token.node == "B")
    assert walk.done("A").waiting == ""
    assert walk.ready == "X"


def test_an_interrupting_boundary_event_takes_the_step_away():
    walk = Walk(LATE).happens("B")
    assert (walk.ready, walk.waiting) == ("Y", "")
    with pytest.raises(NotReady):
        walk.happens("B")


def test_a_boundary_event_beside_the_step_leaves_it():
    walk = Walk(LATE.replace("P5D", "P5D also")).happens("B")
    assert (walk.ready, walk.waiting) == ("A Y", ""), "a duration fires once"
    assert walk.done("A", "X").ready == "Y"
    assert walk.done("Y").ended


def test_a_cycle_fires_as_often_as_it_says():
    walk = Walk("S start; A user; B boundary A timer=R2/P1D also; Y user; S -> A; B -> Y").happens("B")
    assert walk.deltas[-1].timers[0].text == "R2/P1D"
    assert walk.happens("B").waiting == ""
    assert walk.ready == "A Y Y"


def test_messages_beside_a_step_may_come_again():
    walk = (
        Walk("S start; A user; B boundary A message=note also; Y user; S -> A; B -> Y")
        .happens("note")
        .happens("note")
    )
    assert walk.ready == "A Y Y"


def test_only_the_first_waiting_hears_a_message_all_hear_a_signal():
    drawn = "S start; G parallel; A catch {}=x; B catch {}=x; S -> G -> A; G -> B"
    assert Walk(drawn.replace("{}", "message")).happens("x").waiting == "B"
    assert Walk(drawn.replace("{}", "signal")).happens("x").ended
    with pytest.raises(NotReady, match="“y”"):
        Walk(drawn.replace("{}", "signal")).happens("y")


def test_a_receive_task_and_a_timer_on_the_way():
    walk = Walk("S start; R receive message=answer; C catch timer=2026-12-01; A user; S -> R -> C -> A")
    assert walk.waiting == "R"
    assert walk.happens("answer").deltas[-1].timers[0].kind == "date"
    assert walk.happens("C").ready == "A"


def test_a_timer_may_be_an_expression():
    drawn = "S start; A user; C catch timer==due; S -> A -> C"
    for due, kind, text in [("P2D", "duration", "P2D"), (date(2026, 12, 1), "date", "2026-12-01")]:
        timer = Walk(drawn).done("A", due=due).deltas[-1].timers[0]
        assert (timer.kind, timer.text) == (kind, text)
    for due in (None, "soon", 5):
        with pytest.raises(EvaluationFailed, match="“C”"):
            Walk(drawn).done("A", due=due)


def test_the_first_event_at_a_gateway_takes_the_others_away():
    drawn = """
        S start; G event_gate; M catch message=paid; T catch timer=P5D; R receive message=cancel
        A user; B user; C user; S -> G -> M -> A; G -> T -> B; G -> R -> C
    """
    walk = Walk(drawn)
    assert walk.waiting == "M R T"
    assert walk.happens("paid").ready == "A"
    assert len(walk.tokens) == 1
    assert Walk(drawn).happens("T").ready == "B"
    assert Walk(drawn).happens("cancel").ready == "C"


SUB = """
    S start; P sub {{ T start; A user; B user; X end {end}; T -> A -> B -> X }}; E boundary P {event}; C user; D user
    S -> P -> C; E -> D
"""


def test_a_sub_process_ends_when_nothing_in_it_is_left():
    walk = Walk(SUB.format(end="", event="timer=P1D"))
    assert (walk.ready, walk.waiting) == ("A", "E")
    assert walk.done("A", "B").ready == "C"
    assert len(walk.tokens) == 1


def test_a_boundary_event_takes_a_whole_sub_process_away():
    walk = Walk(SUB.format(end="", event="timer=P1D")).done("A").happens("E")
    assert walk.ready == "D"
    assert len(walk.tokens) == 1


def test_an_error_end_is_caught_on_the_boundary():
    walk = Walk(SUB.format(end="error=42", event="error=42")).done("A", "B")
    assert walk.ready == "D"
    assert Walk(SUB.format(end="error=42", event="error")).done("A", "B").ready == "D", (
        "without a code: any error"
    )


def test_an_error_nobody_catches_ends_the_run():
    assert Walk(SUB.format(end="error=42", event="error=7")).done("A", "B").ended


def test_an_error_climbs_through_scopes():
    walk = Walk("""
        S start; P sub { T start; Q sub { U start; A user; X end error=1; U -> A -> X }; N user; T -> Q -> N }
        B boundary P error=1; C user; D user; S -> P -> C; B -> D
    """)
    assert walk.done("A").ready == "D"


def test_a_failing_job_is_caught_or_refused():
    drawn = "S start; A service; B boundary A error=no_answer; C user; D user; S -> A -> C; B -> D"
    assert Walk(drawn).fails("A", "no_answer").ready == "D"
    walk = Walk(drawn)
    with pytest.raises(NotCaught):
        walk.fails("A", "other")
    assert walk.ready == "A"


WITHDRAWAL = """
    S start; A user; B user; E end; S -> A -> B -> E
    W event {{ M start message=withdrawn {also}; C user; X end {end}; M -> C -> X }}
"""


def test_an_event_sub_process_listens_as_long_as_the_run_lives():
    walk = Walk(WITHDRAWAL.format(also="", end=""))
    assert (walk.ready, walk.waiting) == ("A", "M")
    assert walk.done("A").waiting == "M"
    assert walk.done("B").ended, "a listener alone keeps nothing alive"


def test_an_interrupting_event_sub_process_takes_the_rest_away():
    walk = Walk(WITHDRAWAL.format(also="", end="")).happens("withdrawn")
    assert (walk.ready, walk.waiting) == ("C", "")
    assert walk.done("C").ended


def test_one_beside_the_rest_leaves_it_and_may_begin_again():
    walk = Walk(WITHDRAWAL.format(also="also", end="")).happens("withdrawn").happens("withdrawn")
    assert (walk.ready, walk.waiting) == ("A C C", "M")
    walk.done("A", "B", "C")
    assert not walk.ended
    assert walk.done("C").ended


def test_an_error_inside_an_event_sub_process_is_not_caught_by_itself():
    walk = Walk("""
        S start; A user; X end error=1; S -> A -> X
        W event { M start error=1; C user; Y end error=1; M -> C -> Y }
    """)
    assert walk.waiting == ""
    assert walk.done("A").ready == "C"
    assert walk.done("C").ended


def test_event_sub_processes_live_with_their_scope():
    walk = Walk("""
        S start; P sub { T start; A user; W event { M start signal=stop; C user; M -> C } ; T -> A }
        B user; S -> P -> B
    """)
    assert walk.happens("stop").ready == "C"
    assert walk.done("C").ready == "B"
    assert walk.waiting == ""


def test_only_waiting_tokens_happen():
    walk = Walk("S start; A user; S -> A")
    with pytest.raises(NotReady):
        engine.happen(walk.graph, walk.tokens, walk.token("A").id, {}, walk.next_id)
    waiting = Walk(LATE)
    boundary = next(token.id for token in waiting.tokens if token.kind == WAITING)
    with pytest.raises(NotReady):
        engine.complete(waiting.graph, waiting.tokens, boundary, {}, waiting.next_id)


# Repeated steps

ASKED = "S start; M user many=agencies{more}; E user; S -> M -> E"


def test_one_turn_for_each_item_together():
    walk = Walk(ASKED.format(more=""), agencies=["A", "B", "C"])
    assert [token.item for token in walk.tokens if token.scope] == [0, 1, 2]
    walk.done("M", item=1).done("M", item=0)
    assert walk.ready == "M"
    assert walk.done("M").ready == "E"
    assert len(walk.tokens) == 1


def test_one_turn_after_another():
    walk = Walk(ASKED.format(more=" sequential"), agencies=["A", "B"])
    assert walk.token("M").item == 0
    assert walk.done("M").token("M").item == 1
    assert walk.done("M").ready == "E"


def test_no_item_no_turn_and_no_list_is_refused():
    assert Walk(ASKED.format(more=""), agencies=[]).ready == "E"
    assert Walk(ASKED.format(more=" sequential"), agencies=[]).ready == "E"
    for wrong in (None, "text", -1, 1.5, [1] * 1001):
        with pytest.raises(EvaluationFailed):
            Walk(ASKED.format(more=""), agencies=wrong)
    assert Walk(ASKED.format(more=""), agencies=2).ready == "M M", "a number of turns"


def test_turns_end_early_when_the_condition_holds():
    walk = Walk(ASKED.format(more=" until=nrOfCompletedInstances>=2"), agencies=[1, 2, 3, 4])
    assert walk.done("M").ready == "M M M"
    assert walk.done("M").ready == "E"
    one_by_one = Walk(ASKED.format(more=" sequential until=refused"), agencies=[1, 2, 3])
    assert one_by_one.done("M").ready == "M"
    assert one_by_one.done("M", refused=True).ready == "E"


def test_the_boundary_event_of_a_repeated_step_is_one_for_all_turns():
    walk = Walk(ASKED.format(more="") + "; B boundary M timer=P5D; Y user; B -> Y", agencies=[1, 2, 3])
    assert walk.waiting == "B"
    assert walk.done("M").happens("B").ready == "Y"
    assert len(walk.tokens) == 1


def test_a_sub_process_may_be_repeated():
    drawn = "S start; P sub many=list { T start; A user; B user; T -> A -> B }; E user; S -> P -> E"
    walk = Walk(drawn, list=[1, 2])
    assert walk.ready == "A A"
    walk.done("A", "B")
    assert walk.ready == "A"
    assert walk.done("A", "B").ready == "E"
    one_by_one = Walk(drawn.replace("many=list", "many=list sequential"), list=[1, 2])
    assert one_by_one.done("A", "B").ready == "A"
    assert one_by_one.done("A", "B").ready == "E"


def test_an_error_in_one_turn_ends_all():
    walk = Walk(
        "S start; P sub many=list { T start; A user; X end error=1; T -> A -> X }; B boundary P error=1; D user; S -> P; B -> D",
        list=[1, 2, 3],
    )
    assert walk.done("A").ready == "D"
    assert len(walk.tokens) == 1


def test_jobs_and_waiting_steps_may_be_repeated():
    walk = Walk("S start; J service many=list; R receive many=list message=answer; S -> J -> R", list=[1, 2])
    assert len(walk.deltas[-1].jobs) == 2
    assert walk.done("J", "J").waiting == "R R"
    assert walk.happens("answer").happens("answer").ended


def test_turns_of_turns_have_a_measure():
    with pytest.raises(RunawayProcess):
        Walk("S start; P sub many=list { T start; A user many=list; T -> A }; S -> P", list=[0] * 1000)
