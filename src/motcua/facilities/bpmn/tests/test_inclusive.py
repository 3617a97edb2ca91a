"""The inclusive join, case by case from the rule of BPMN 2.0.2, §13.4.3.

It fires when a token is there and every path from another token to an empty incoming flow that does not
visit the join has a twin that leads to a filled one.
"""

from __future__ import annotations

import pytest

from motcua.facilities.bpmn.tests.walking import Walk
from motcua.facilities.bpmn.tokens import JOINING

PLAIN = """
    S start; G inclusive; A user; B user; C user; J inclusive; D user; E end
    S -> G; G -> A if a; G -> B if b; G -> C default; A -> J; B -> J; C -> J; J -> D -> E
"""


@pytest.mark.parametrize(
    ("values", "ready"), [({"a": True}, "A"), ({"b": True}, "B"), ({"a": True, "b": True}, "A B"), ({}, "C")]
)
def test_waits_for_the_branches_that_were_taken_and_no_others(values, ready):
    walk = Walk(PLAIN, **values)
    assert walk.ready == ready
    steps = ready.split()
    for step in steps[:-1]:
        assert walk.done(step).ready != "D"
    assert walk.done(steps[-1]).ready == "D"
    assert len(walk.tokens) == 1
    assert walk.done("D").ended


def test_one_branch_ends_elsewhere_and_the_join_no_longer_waits():
    walk = Walk("""
        S start; G parallel; A user; B user; X exclusive; N end; J inclusive; D user
        S -> G -> A -> J; G -> B -> X; X -> N if stop; X -> J default; J -> D
    """)
    walk.done("A")
    assert walk.names(JOINING) == ["J"]
    assert walk.done("B", stop=True).ready == "D", "nothing can come any more"


def test_nested_inner_join_does_not_free_the_outer():
    walk = Walk("""
        S start; G inclusive; A user; H inclusive; B user; C user; I inclusive; F user; J inclusive; D user
        S -> G; G -> A if true; G -> H if true; H -> B if true; H -> C if true; B -> I; C -> I; I -> F -> J; A -> J; J -> D
    """)
    assert walk.ready == "A B C"
    walk.done("A")
    assert walk.done("B").ready == "C"
    assert walk.done("C").ready == "F"
    assert walk.names(JOINING) == ["J"]
    assert walk.done("F").ready == "D"


def test_a_token_far_upstream_holds_the_join():
    walk = Walk("""
        S start; P parallel; U user; V user; W user; A user; J inclusive; D user
        S -> P -> A -> J; P -> U -> V -> W -> J; J -> D
    """)
    walk.done("A")
    for step in "UV":
        assert "D" not in walk.done(step).ready
    assert walk.done("W").ready == "D"


def test_a_token_that_can_also_reach_a_filled_flow_does_not_hold_it():
    """The twin path: X leads both to the empty and to the filled flow."""
    walk = Walk("""
        S start; P parallel; A user; U user; X exclusive; M exclusive; B user; J inclusive; D user
        S -> P -> A -> M -> J; P -> U -> X; X -> M if again; X -> B default; B -> J; J -> D
    """)
    assert walk.done("A").ready == "D U"
    walk.done("U")
    assert walk.ready == "B D"
    assert walk.done("B").ready == "D D", "what comes later is an activation of its own"


def test_a_path_through_the_join_itself_does_not_hold_it():
    """A loop back: the token behind the join reaches the empty flow only through the join."""
    walk = Walk("""
        S start; G inclusive; A user; B user; J inclusive; D user; X exclusive; E end
        S -> G; G -> A if a; G -> B default; A -> J; B -> J; J -> D -> X; X -> G if again; X -> E default
    """)
    walk.done("B").done("D", again=True)
    assert walk.ready == "B"
    walk.done("B").done("D", again=True, a=True)
    assert walk.ready == "A"
    assert walk.done("A").ready == "D"
    assert walk.done("D").ended


def test_a_back_edge_into_the_join_does_not_hold_its_first_arrival():
    walk = Walk("""
        S start; A user; J inclusive; D user; X exclusive; E end
        S -> A -> J -> D -> X; X -> J if again; X -> E default
    """)
    assert walk.done("A").ready == "D"
    assert walk.done("D", again=True).ready == "D"
    assert walk.done("D").ended


def test_tokens_of_other_scopes_do_not_hold_it():
    walk = Walk(
        """
        S start; P sub many=list { T start; G inclusive; A user; B user; J inclusive; D user
            T -> G; G -> A if true; G -> B if true; A -> J; B -> J; J -> D }
        S -> P
        """,
        list=[1, 2],
    )
    first = min(t.scope for t in walk.tokens if t.node == "A")
    mine = [t for t in walk.tokens if t.scope == first]
    assert sorted(t.node for t in mine) == ["A", "B"]
    walk.done("A", "B")
    assert walk.ready == "A B D"


def test_an_active_sub_process_upstream_holds_it():
    walk = Walk("""
        S start; G parallel; A user; P sub { T start; B user; T -> B }; J inclusive; D user
        S -> G -> A -> J; G -> P -> J; J -> D
    """)
    assert walk.done("A").ready == "B"
    assert walk.done("B").ready == "D"


def test_a_boundary_event_that_may_still_fire_holds_it_until_its_step_ends():
    drawn = """
        S start; G parallel; A user; B user; N end; L boundary B timer=P1D; Y user; J inclusive; D user
        S -> G -> A -> J; G -> B -> N; L -> Y -> J; J -> D
    """
    walk = Walk(drawn)
    assert walk.done("A").ready == "B"
    assert walk.done("B").ready == "D"
    late = Walk(drawn).done("A")
    assert late.happens("L").ready == "Y"
    assert late.done("Y").ready == "D"


def test_a_step_far_before_such_a_boundary_event_holds_it_too():
    walk = Walk("""
        S start; G parallel; A user; U user; B user; N end; L boundary B timer=P1D; J inclusive; D user
        S -> G -> A -> J; G -> U -> B -> N; L -> J; J -> D
    """)
    assert walk.done("A").ready == "U"
    assert walk.done("U").ready == "B"
    assert walk.done("B").ready == "D"


def test_an_event_gateway_upstream_holds_it():
    walk = Walk("""
        S start; G parallel; A user; V event_gate; M catch message=m; T catch timer=P1D; N end; J inclusive; D user
        S -> G -> A -> J; G -> V -> M -> J; V -> T -> N; J -> D
    """)
    assert walk.done("A").ready == ""
    assert walk.happens("T").ready == "D"


def test_a_parallel_split_may_end_in_an_inclusive_join_and_a_mixed_gateway_joins_and_splits():
    walk = Walk("""
        S start; G parallel; A user; B user; J inclusive; X user; Y user; K inclusive; D user
        S -> G -> A -> J; G -> B -> J; J -> X if true; J -> Y if true; X -> K; Y -> K; K -> D
    """)
    assert walk.done("A", "B").ready == "X Y"
    assert walk.done("Y").ready == "X"
    assert walk.done("X").ready == "D"


def test_a_branch_in_a_later_round_of_its_own_loop_holds_it():
    walk = Walk("""
        S start; G inclusive; R exclusive; A user; X exclusive; B user; J inclusive; D user
        S -> G; G -> R if true; G -> B if true; R -> A -> X; X -> R if again; X -> J default; B -> J; J -> D
    """)
    for _ in range(3):
        walk.done("A", again=True)
    assert walk.done("B").ready == "A"
    assert walk.done("A", again=True).ready == "A"
    assert walk.done("A").ready == "D"
