"""Sequences, gateways, jobs and the ends of a run."""

from __future__ import annotations

import pytest

from motcua.facilities.bpmn import engine
from motcua.facilities.bpmn.errors import (
    EvaluationFailed,
    NotReady,
    NotRunnable,
    NoWayOut,
    RunawayProcess,
)
from motcua.facilities.bpmn.tests.drawing import graph
from motcua.facilities.bpmn.tests.walking import Walk
from motcua.facilities.bpmn.tokens import JOINING


def test_a_sequence():
    walk = Walk("S start; A user; B manual; E end; S -> A -> B -> E")
    assert walk.ready == "A"
    assert walk.done("A").ready == "B"
    assert walk.done("B").ended


def test_a_step_is_completed_once():
    walk = Walk("S start; A user; B user; S -> A -> B")
    first = walk.token("A").id
    walk.done("A")
    with pytest.raises(NotReady):
        engine.complete(walk.graph, walk.tokens, first, {}, walk.next_id)
    with pytest.raises(NotReady):
        engine.complete(walk.graph, walk.tokens, 99, {}, walk.next_id)


def test_ids_go_on_from_the_first():
    delta = engine.start(graph("S start; A user; S -> A"), {}, first_id=40)
    assert [token.id for token in delta.added] == [40]
    assert delta.next_id == 41


CHOICE = """
    S start; A user; G exclusive; X user; Y user; Z user; E end; S -> A -> G
    G -> X if fee > 10; G -> Y if fee > 5; G -> Z default; X -> E; Y -> E; Z -> E
"""


@pytest.mark.parametrize(("fee", "way"), [(11, "X"), (6, "Y"), (1, "Z"), (None, "Z")])
def test_an_exclusive_gateway_takes_the_first_true_way_or_its_default(fee, way):
    assert Walk(CHOICE).done("A", fee=fee).ready == way


def test_without_a_true_way_or_default_the_act_is_refused():
    walk = Walk("S start; A user; G exclusive; X user; Y user; S -> A -> G; G -> X if a; G -> Y if b")
    with pytest.raises(NoWayOut, match="“G”"):
        walk.done("A")
    assert walk.ready == "A"
    assert walk.done("A", b=True).ready == "Y"


def test_a_value_no_condition_knows_refuses_the_act():
    with pytest.raises(EvaluationFailed):
        Walk(CHOICE).done("A", fee=object())


PARALLEL = (
    "S start; G parallel; A user; B user; J parallel; C user; E end; S -> G -> A -> J; G -> B -> J -> C -> E"
)


def test_a_parallel_join_waits_for_all():
    walk = Walk(PARALLEL)
    assert walk.ready == "A B"
    assert walk.done("B").ready == "A"
    assert walk.names(JOINING) == ["J"]
    assert walk.done("A").ready == "C"
    assert len(walk.tokens) == 1


LOOPED = """
    S start; R exclusive; T user; G parallel; A user; B user; J parallel; D user; X exclusive; E end
    S -> R -> T -> G; G -> A -> J; G -> B -> J; J -> D -> X; X -> R if rejected; X -> E default
"""


def test_a_join_inside_a_loop_of_rework_waits_again():
    walk = Walk(LOOPED)
    walk.done("T", "A", "B").done("D", rejected=True)
    assert walk.done("T", "B").ready == "A", "what came in the first round does not count in the second"
    assert walk.done("A").ready == "D"
    assert walk.done("D").ended


def test_a_parallel_join_takes_exactly_one_per_flow_and_leaves_the_rest():
    walk = Walk("""
        S start; G parallel; A user; B user; M exclusive; C user; J parallel; D user
        S -> G; G -> A -> M; G -> B -> M; G -> C -> J; M -> J -> D
    """)
    walk.done("A", "B")
    assert walk.names(JOINING) == ["J", "J"]
    assert walk.done("C").ready == "D"
    assert walk.names(JOINING) == ["J"]
    assert not walk.done("D").ended


def test_several_ways_out_of_a_step_are_a_split():
    walk = Walk("S start; A user; B user; C user; D user; S -> A -> B; A -> C if c; A -> D if d")
    assert walk.done("A", c=True).ready == "B C"


def test_the_default_of_a_step_only_where_nothing_else_is_true():
    drawn = "S start; A user; B user; C user; S -> A; A -> B if b; A -> C default"
    assert Walk(drawn).done("A", b=True).ready == "B"
    assert Walk(drawn).done("A").ready == "C"


def test_machine_steps_are_jobs():
    walk = Walk("S start; A service; B send message=note; C rule; S -> A -> B -> C")
    assert [(job.token, job.node, job.kind) for job in walk.deltas[-1].jobs] == [(1, "A", "service")]
    assert walk.done("A").deltas[-1].jobs[0][1:] == ("B", "send", "note")
    assert walk.done("B").deltas[-1].jobs[0][1:3] == ("C", "rule")
    assert walk.done("C").ended


def test_a_called_process_waits_ready_for_its_child():
    walk = Walk("S start; C call calls=other agency=H29; S -> C")
    assert walk.ready == "C"
    assert walk.done("C").ended


def test_terminate_ends_everything_around_it_and_nothing_outside():
    walk = Walk("""
        S start; P sub { T start; G parallel; A user; B user; X end terminate; T -> G -> A -> X; G -> B }
        H parallel; O user; Z user; S -> H -> P -> Z; H -> O
    """)
    assert walk.ready == "A B O"
    assert walk.done("A").ready == "O Z"
    assert (
        Walk("S start; G parallel; A user; B user; X end terminate; S -> G -> A -> X; G -> B").done("A").ended
    )


def test_messages_and_signals_are_stated_on_the_way():
    walk = Walk("S start; A user; M throw message=paid; E end signal=over; S -> A -> M -> E").done("A")
    assert [(job.token, job.node, job.kind, job.name) for job in walk.deltas[-1].jobs] == [
        (None, "M", "message", "paid"),
        (None, "E", "signal", "over"),
    ]


def test_links_lead_on():
    drawn = "S start; A user; T throw link=x; C catch link=x; B user; S -> A -> T; C -> B"
    assert Walk(drawn).done("A").ready == "B"


def test_a_join_waits_for_what_comes_through_a_link():
    walk = Walk("""
        S start; G parallel; A user; B user; T throw link=x; C catch link=x; J inclusive; D user
        S -> G -> A -> J; G -> B -> T; C -> J -> D
    """)
    assert walk.done("A").ready == "B"
    assert walk.done("B").ready == "D"


def test_what_cannot_run_is_refused():
    with pytest.raises(NotRunnable, match="“X”"):
        Walk("S start; X script; S -> X")


def test_a_cycle_in_which_nothing_rests_is_stopped():
    drawn = (
        "S start; A user; M exclusive; G exclusive; E end; S -> A -> M -> G; G -> M if again; G -> E default"
    )
    assert Walk(drawn).done("A").ended
    with pytest.raises(RunawayProcess):
        Walk(drawn).done("A", again=True)
    with pytest.raises(RunawayProcess):
        Walk(
            "S start; A user; M exclusive; G parallel; N exclusive; S -> A -> M -> G; G -> M; G -> N -> M"
        ).done("A")
    with pytest.raises(RunawayProcess):
        Walk("S start; A user; M exclusive; P sub { T start }; S -> A -> M -> P -> M").done("A")


def test_a_named_start_event():
    drawn = "S start; M start message=x; A user; B user; S -> A; M -> B"
    assert Walk(drawn).ready == "A"
    assert Walk(drawn, at="M").ready == "B"


def test_a_hundred_rounds_leave_no_more_tokens_than_one():
    walk = Walk(LOOPED)
    for _ in range(100):
        walk.done("T", "A", "B").done("D", rejected=True)
        assert len(walk.tokens) == 1
    assert walk.done("T", "B", "A", "D").ended
