"""Every process of the library may be published, comes to its end on every way, and can be drawn and read again."""

from __future__ import annotations

import re

import pytest

from motcua.facilities.bpmn import engine
from motcua.facilities.bpmn.checking import check
from motcua.facilities.bpmn.compiling import compile_process
from motcua.facilities.bpmn.graph import Graph
from motcua.facilities.bpmn.reading import read
from motcua.facilities.bpmn.table import from_xml, to_xml
from motcua.facilities.bpmn.table.rows import normal
from motcua.facilities.designer import library
from motcua.facilities.designer.library import Practice
from motcua.facilities.workflow.rules import ROLES

each = pytest.mark.parametrize("practice", library.ALL, ids=lambda practice: practice.code)


def graph_of(practice: Practice) -> Graph:
    return compile_process(read(to_xml(practice.table)))


def walk(graph: Graph, answers: dict[str, str]) -> list[str]:
    """Steps in the order done; each answer is given once, at its step, the usual way afterwards."""
    left, done = dict(answers), []
    delta = engine.start(graph, {})
    tokens = delta.applied_to(())
    while tokens:
        token = next(token for token in tokens if token.kind == "ready")
        done.append(token.node)
        assert len(done) < 60, "it comes to an end"
        values = {"outcome": left.pop(token.node, "")}
        delta = engine.complete(graph, tokens, token.id, values, delta.next_id)
        tokens = delta.applied_to(tokens)
    assert delta.ended
    return done


def test_there_are_ten_and_more_and_each_has_its_own_code():
    assert len(library.ALL) >= 10
    assert len(library.BY_CODE) == len(library.ALL)
    assert all(practice.title and practice.when for practice in library.ALL)


@each
def test_it_may_be_published(practice):
    assert check(graph_of(practice), ROLES) == ()


@each
def test_it_is_the_same_after_drawing(practice):
    assert from_xml(to_xml(practice.table)) == normal(practice.table)


@each
def test_the_usual_way_goes_from_counter_to_counter(practice):
    done = walk(graph_of(practice), {})
    assert (done[0], done[-1]) == ("receive", "deliver")
    assert len(done) == len(set(done)), "nothing is done twice"
    assert done.index("issue") == done.index("approve") + 1


@each
def test_every_answer_leads_to_the_end(practice):
    graph, walked = graph_of(practice), set(walk(graph_of(practice), {}))
    for row in practice.table.rows:
        for way in row.next:
            if answer := re.fullmatch(r'outcome = "(\w+)"', way.condition):
                done = walk(graph, {row.code: answer[1]})
                assert done[-1] == "deliver"
                assert way.to[0] in done[done.index(row.code) :]
                walked |= set(done)
    assert walked == {row.code for row in practice.table.rows}, "no step is never done"


@each
def test_agencies_to_be_named_are_those_of_its_steps(practice):
    named = {
        row.place.removeprefix("agency:") for row in practice.table.rows if row.place.startswith("agency:")
    }
    assert named == set(practice.agencies)


def test_both_of_what_is_asked_together_must_answer():
    graph = graph_of(library.BY_CODE["consult_two"])
    tokens = engine.start(graph, {}).applied_to(())
    number = 2
    for node in ("receive", "appraise", "first"):
        token = next(token for token in tokens if token.node == node)
        delta = engine.complete(graph, tokens, token.id, {}, number)
        tokens, number = delta.applied_to(tokens), delta.next_id
    assert sorted(token.node for token in tokens if token.kind == "ready") == ["second"]
