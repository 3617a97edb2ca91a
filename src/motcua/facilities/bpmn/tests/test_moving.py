"""Back to an earlier step, and over to another version of the process."""

from __future__ import annotations

import pytest

from motcua.facilities.bpmn import moving
from motcua.facilities.bpmn.errors import NotMovable, NotReady
from motcua.facilities.bpmn.tests.drawing import graph
from motcua.facilities.bpmn.tests.walking import Walk
from motcua.facilities.bpmn.tokens import JOINING


def move(walk: Walk, node: str, to: str) -> Walk:
    return walk.take(moving.move(walk.graph, walk.tokens, walk.token(node).id, to, {}, walk.next_id))


def migrate(walk: Walk, drawn: str, **node_map: str):
    return moving.migrate(walk.graph, graph(drawn), walk.tokens, node_map, walk.values, walk.next_id)


BLOCK = """
    S start; A user; B user; G parallel; C user; D user; K user; J parallel; F user; L boundary F timer=P1D; E end
    S -> A -> B -> G -> C -> J; G -> D -> K -> J -> F -> E; L -> E
"""


def test_goes_back_along_its_branch_with_what_hangs_on_it():
    walk = move(Walk(BLOCK).done("A"), "B", "A")
    assert walk.ready == "A"
    walk.done("A", "B", "D")
    assert move(walk, "K", "D").ready == "C D"
    walk.done("C", "D", "K")
    assert (walk.ready, walk.waiting) == ("F", "L")
    assert move(walk, "F", "A").ready == "A"
    assert walk.waiting == ""
    assert walk.done("A", "B", "C", "D", "K", "F").ended


@pytest.mark.parametrize(
    ("node", "to"), [("K", "C"), ("K", "B"), ("K", "F"), ("K", "G"), ("K", "E"), ("K", "none")]
)
def test_does_not_leave_its_branch_while_others_run(node, to):
    walk = Walk(BLOCK).done("A", "B", "D")
    with pytest.raises(NotMovable):
        move(walk, node, to)


def test_does_not_leave_a_block_another_branch_has_already_left_for_the_join():
    walk = Walk(BLOCK).done("A", "B", "C")
    assert walk.names(JOINING) == ["J"]
    with pytest.raises(NotMovable):
        move(walk, "D", "B")


def test_leaves_a_block_it_is_alone_in():
    walk = Walk(
        "S start; A user; G inclusive; B user; C user; J inclusive; S -> A -> G; G -> B if b; G -> C default; B -> J; C -> J"
    )
    assert move(walk.done("A"), "C", "A").ready == "A"
    with pytest.raises(NotMovable):
        move(walk.done("A"), "C", "B")


def test_stays_inside_its_sub_process_and_its_turn():
    walk = Walk(
        "S start; A user; P sub { T start; B user; C user; T -> B -> C }; M user many=list; S -> A -> P -> M",
        list=[1],
    )
    walk.done("A", "B")
    with pytest.raises(NotMovable):
        move(walk, "C", "A")
    assert move(walk, "C", "B").ready == "B"
    walk.done("B", "C")
    with pytest.raises(NotMovable):
        move(walk, "M", "A")


def test_what_does_not_rest_does_not_move():
    walk = Walk(BLOCK).done("A", "B", "C", "D", "K")
    listener = next(token.id for token in walk.tokens if token.node == "L")
    for token in (listener, 999):
        with pytest.raises(NotReady):
            moving.move(walk.graph, walk.tokens, token, "A", {}, walk.next_id)


def test_a_run_goes_over_with_the_ids_of_its_tokens():
    walk = Walk("S start; A user; B user; S -> A -> B").done("A")
    token = walk.token("B")
    delta = migrate(walk, "S start; A user; N user; B2 user; C user; S -> A -> N -> B2 -> C", B="B2")
    assert (delta.removed, delta.added, [t.id for t in delta.changed]) == ((), (), [token.id])
    walk.graph = graph("S start; A user; N user; B2 user; C user; S -> A -> N -> B2 -> C")
    assert walk.take(delta).ready == "B2"
    assert walk.done("B2").ready == "C"


@pytest.mark.parametrize(
    "drawn",
    [
        "S start; A user; S -> A",
        "S start; B service; S -> B",
        "S start; B user many=list; S -> B",
        "S start; P sub { T start; B user; T -> B }; S -> P",
    ],
)
def test_a_token_without_a_place_is_a_problem(drawn):
    walk = Walk("S start; A user; B user; S -> A -> B").done("A")
    assert [problem.element for problem in migrate(walk, drawn)] == ["B"]


def test_listeners_stay_go_and_come():
    walk = Walk(
        "S start; A user; X boundary A timer=P1D also; Y boundary A message=m; W event { M start signal=s }; S -> A"
    )
    kept = next(t.id for t in walk.tokens if t.node == "X")
    delta = migrate(
        walk,
        "S start; A user; X boundary A timer=P1D also; Z boundary A timer=P9D; W event { M start signal=s }; "
        "V event { N start message=n }; S -> A",
    )
    assert {t.node for t in delta.added} == {"Z", "N"}
    assert [timer.node for timer in delta.timers] == ["Z"]
    assert kept not in delta.removed
    assert [t.node for t in walk.tokens if t.id in delta.removed] == ["Y"]


def test_a_timer_that_has_fired_is_not_armed_again():
    drawn = "S start; A user; X boundary A timer=P1D also; N user; S -> A; X -> N"
    walk = Walk(drawn).happens("X")
    assert migrate(walk, drawn).added == ()


def test_a_join_with_fewer_branches_fires_at_once():
    three = "S start; G parallel; A user; B user; C user; J parallel; D user; S -> G -> A -> J; G -> B -> J; G -> C -> J; J -> D"
    walk = Walk(three).done("A", "B")
    two = "S start; G parallel; A user; B user; J parallel; C user; D user; S -> G -> A -> J; G -> B -> J; J -> D; C -> D"
    delta = migrate(walk, two)
    walk.graph = graph(two)
    assert walk.take(delta).ready == "C D"


def test_a_branch_that_has_no_way_into_the_join_is_a_problem():
    drawn = "S start; G parallel; A user; B user; J parallel; S -> G -> A -> J; G -> B -> J"
    walk = Walk(drawn).done("A")
    assert migrate(walk, drawn.replace("A", "X"), B="B")[0].element == "J"
    delta = migrate(walk, drawn.replace("A", "X"), A="X")
    assert [(t.node, t.flow) for t in delta.changed] == [("J", "X_J")]


def test_repeated_steps_and_sub_processes_go_over_whole():
    drawn = "S start; M user many=list; P sub { T start; B user; T -> B }; S -> M -> P"
    walk = Walk(drawn, list=[1, 2]).done("M", item=0)
    renamed = drawn.replace("M", "M2").replace("P", "P2").replace("B", "B2")
    delta = migrate(walk, renamed, M="M2", P="P2", B="B2")
    walk.graph = graph(renamed)
    assert walk.take(delta).done("M2").ready == "B2"
    assert walk.done("B2").ended
