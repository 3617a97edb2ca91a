"""Laws of every run of every sound process, over random ones."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.facilities.bpmn import engine, moving
from motcua.facilities.bpmn.checking import check
from motcua.facilities.bpmn.compiling import compile_process
from motcua.facilities.bpmn.reading import read
from motcua.facilities.bpmn.tests.blocks import BLOCKS, model_of, signal_definitions
from motcua.facilities.bpmn.tests.drawing import xml
from motcua.facilities.bpmn.tests.walking import Walk
from motcua.facilities.bpmn.tokens import READY, WAITING

MOST_ACTS = 60
MOVES = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 255)), max_size=MOST_ACTS)


def _compiled(block):
    model = model_of(block)
    return model, compile_process(read(xml("\n".join(model.lines), before=signal_definitions(model))))


def _values(model, bits: int) -> dict[str, bool]:
    return {name: bool(bits >> place & 1) for place, name in enumerate(model.choices)}


def _act(walk: Walk, model, pick: int, bits: int) -> tuple[str, int, dict[str, bool]]:
    """One act of those possible: a step completed or an event happening; every token is checked after it."""
    possible = [token for token in walk.tokens if token.kind in (READY, WAITING)]
    token = possible[pick % len(possible)]
    act = engine.complete if token.kind == READY else engine.happen
    walk.take(act(walk.graph, walk.tokens, token.id, _values(model, bits), walk.next_id))
    return token.kind, token.id, _values(model, bits)


@given(BLOCKS)
def test_block_structured_processes_are_publishable(block):
    _, graph = _compiled(block)
    assert check(graph, {"clerk"}) == ()


@given(BLOCKS, MOVES)
def test_no_token_is_lost_and_every_run_can_end(block, moves):
    model, graph = _compiled(block)
    walk = Walk(graph)
    for pick, bits in moves:
        if walk.ended:
            break
        _act(walk, model, pick, bits)
        assert walk.ended or walk.names(READY), "somebody can always go on"
    acts = 0
    while not walk.ended:  # with every loop left, what remains is finite
        _act(walk, model, 0, 0)
        acts += 1
        assert acts < 200


@given(BLOCKS, MOVES)
def test_the_acts_replayed_give_the_same_tokens(block, moves):
    model, graph = _compiled(block)
    walk, said = Walk(graph), []
    for pick, bits in moves:
        if walk.ended:
            break
        said.append(_act(walk, model, pick, bits))
    again = Walk(_compiled(block)[1])
    for kind, token, values in said:
        act = engine.complete if kind == READY else engine.happen
        again.take(act(again.graph, again.tokens, token, values, again.next_id))
    assert again.tokens == walk.tokens
    assert again.deltas == walk.deltas


@given(BLOCKS, MOVES)
def test_the_callers_tokens_and_their_order_do_not_matter(block, moves):
    model, graph = _compiled(block)
    walk = Walk(graph)
    for pick, bits in moves[:5]:
        if not walk.ended:
            _act(walk, model, pick, bits)
    before = walk.tokens
    for token in before:
        if token.kind == READY:
            one, other = (
                engine.complete(graph, tokens, token.id, {}, walk.next_id)
                for tokens in (before, before[::-1])
            )
            assert one == other
            assert walk.tokens == before


@given(BLOCKS, MOVES)
def test_a_run_carried_over_to_the_same_drawing_stays_as_it_is(block, moves):
    model, graph = _compiled(block)
    walk = Walk(graph)
    for pick, bits in moves[:10]:
        if not walk.ended:
            _act(walk, model, pick, bits)
    delta = moving.migrate(graph, graph, walk.tokens, {}, {}, walk.next_id)
    assert delta.removed == delta.added == delta.changed == delta.timers == ()


@given(BLOCKS, MOVES, st.data())
@settings(max_examples=60)
def test_a_step_returned_loses_no_token_and_the_run_can_still_end(block, moves, data):
    model, graph = _compiled(block)
    walk = Walk(graph)
    for pick, bits in moves:
        if walk.ended:
            return
        _act(walk, model, pick, bits)
        ready = [token for token in walk.tokens if token.kind == READY]
        if not ready:
            return
        token = data.draw(st.sampled_from(ready))
        target = data.draw(st.sampled_from(sorted(graph.nodes)))
        try:
            walk.take(moving.move(graph, walk.tokens, token.id, target, {}, walk.next_id))
        except moving.NotMovable:
            continue
    for _ in range(300):
        if walk.ended:
            return
        assert walk.names(READY)
        _act(walk, model, 0, 0)
    raise AssertionError("does not end")


@given(BLOCKS)
@settings(max_examples=15)
def test_a_hundred_rounds_need_no_more_room_than_one(block):
    model, graph = _compiled(("loop", (block,)))
    walk, rounds, sizes = Walk(graph), 0, []
    decides = next(
        node.id for node in graph.nodes.values() if node.id.startswith("D") and _loops_back(graph, node.id)
    )
    while rounds < 100:
        ready = [token for token in walk.tokens if token.kind == READY]
        token = next((token for token in ready if token.node != decides), ready[0])
        again = token.node == decides
        values = dict.fromkeys(model.choices, False) | {model.choices[-1]: again}
        walk.take(engine.complete(graph, walk.tokens, token.id, values, walk.next_id))
        if again:
            rounds += 1
            sizes.append(len(walk.tokens))
    assert len(set(sizes[1:])) == 1


def _loops_back(graph, decides: str) -> bool:
    """The decision of the outermost loop stands right before the last step."""
    gateway = graph.nodes[graph.nodes[decides].outgoing[0].target]
    last = graph.nodes[graph.nodes["finish"].incoming[0].source]
    return any(flow.target == last.id for flow in gateway.outgoing)
