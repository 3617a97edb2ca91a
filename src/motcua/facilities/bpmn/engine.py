"""What an act does to a run: graph + tokens + act → delta. Pure: same input, same delta.

`next_id` numbers new tokens; a token is completed once, afterwards it is gone and asking again is refused.
"""

from __future__ import annotations

from motcua.facilities.bpmn.errors import NotCaught, NotReady
from motcua.facilities.bpmn.graph import Graph
from motcua.facilities.bpmn.happening import catch_at, throw_error, trigger
from motcua.facilities.bpmn.running import Run
from motcua.facilities.bpmn.tokens import JOB, READY, WAITING, Delta, Token, Tokens, Values


def start(graph: Graph, values: Values, first_id: int = 1, at: str | None = None) -> Delta:
    """Begin a run, at that start event if one is named (a message or timer start)."""
    run = Run(graph, (), values, first_id)
    run.begin(None, None)
    if at is not None:
        run.queue.clear()
        run.queue.append((at, None, None))
    return run.delta()


def complete(graph: Graph, tokens: Tokens, token_id: int, values: Values, next_id: int) -> Delta:
    """A person's step, a job or a called process is done. Raises NotReady, NoWayOut, RunawayProcess."""
    run = Run(graph, tokens, values, next_id)
    run.finish(_standing(run, token_id, READY, JOB))
    return run.delta()


def happen(graph: Graph, tokens: Tokens, what: int | str, values: Values, next_id: int) -> Delta:
    """A timer fires (by token id), a message or signal comes (by name: a message reaches one, a signal all)."""
    run = Run(graph, tokens, values, next_id)
    if isinstance(what, int):
        trigger(run, _standing(run, what, WAITING))
        return run.delta()
    waiting = [token for token in run.tokens.values() if token.kind == WAITING and _hears(graph, token, what)]
    if not waiting:
        raise NotReady(f"Không bước nào đang chờ “{what}”.")
    everyone = graph.nodes[waiting[0].node].event.kind == "signal"
    for token in waiting if everyone else waiting[:1]:
        if token.id in run.tokens:
            trigger(run, token)
    return run.delta()


def fail(graph: Graph, tokens: Tokens, token_id: int, code: str, values: Values, next_id: int) -> Delta:
    """A step ends with an error. Raises NotCaught if the drawing has no event for it."""
    run = Run(graph, tokens, values, next_id)
    token = _standing(run, token_id, READY, JOB, WAITING)
    if not catch_at(run, token, code) and not throw_error(run, code, token.scope):
        raise NotCaught(f"Không có sự kiện nào bắt lỗi “{code}”.")
    return run.delta()


def _standing(run: Run, token_id: int, *kinds: str) -> Token:
    token = run.tokens.get(token_id)
    if token is None or token.kind not in kinds:
        raise NotReady
    return token


def _hears(graph: Graph, token: Token, name: str) -> bool:
    event = graph.nodes[token.node].event
    return event.kind in ("message", "signal") and event.name == name
