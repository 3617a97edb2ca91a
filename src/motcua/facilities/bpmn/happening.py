"""Events of a run: what was waited for happens, an error is thrown, an event sub-process begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from motcua.facilities.bpmn.graph import Node
from motcua.facilities.bpmn.tokens import HELD, MANY, WAITING, Token

if TYPE_CHECKING:
    from motcua.facilities.bpmn.running import Run


def throw_error(run: Run, code: str, scope: int | None, own: bool = True) -> bool:
    """Look for who catches it, from the scope outwards; `own`: also its event sub-processes. False if nobody does."""
    holder = run.tokens[scope] if scope is not None else None
    if own and (holder is None or holder.kind == HELD):
        for key in run.graph.listeners.get(holder.node if holder else None, ()):
            if _catches(run.graph.nodes[key], code):
                run.purge(scope)
                _interrupt(run, run.graph.nodes[key], scope)
                return True
    if holder is None:
        return False
    own = run.graph.nodes[holder.node].kind != "eventsub"  # it does not catch what it throws itself
    return catch_at(run, holder, code) or throw_error(run, code, holder.scope, own)


def catch_at(run: Run, holder: Token, code: str) -> bool:
    """By a boundary event of the activity, if it has one for this error."""
    node = run.graph.nodes[holder.node]
    if node.many is not None and holder.kind != MANY:
        return False
    for key in node.boundaries:
        if _catches(run.graph.nodes[key], code):
            run.remove(holder)
            run.leave(run.graph.nodes[key], holder.scope)
            return True
    return False


def _catches(node: Node, code: str) -> bool:
    return node.event.kind == "error" and node.event.name in ("", code)


def _interrupt(run: Run, start: Node, scope: int | None) -> None:
    """Run the event sub-process that begins with this event."""
    token = run.place(run.graph.nodes[start.scope or ""], HELD, None, scope)
    for listener in run.graph.listeners.get(start.scope, ()):
        run.listen(listener, token.id, None)
    run.leave(start, token.id)


def trigger(run: Run, token: Token) -> None:
    """What a token waited for has happened."""
    node = run.graph.nodes[token.node]
    host = run.tokens.get(token.host or 0)
    if node.listens and not node.interrupting:
        _keep_listening(run, token, node)
    elif host is not None:  # the activity it interrupts, or the gateway it was chosen at
        run.remove(host)
    elif node.listens:
        run.purge(token.scope)
    else:
        run.finish(token)
        return
    if node.kind == "start":
        _interrupt(run, node, token.scope)
    else:
        run.leave(node, token.scope)


def _keep_listening(run: Run, token: Token, node: Node) -> None:
    """Messages and signals may come again; a timer fires once, a cycle as often as it says."""
    timer = node.event.timer
    if timer is None:
        return
    del run.tokens[token.id]
    fired = (token.item or 0) + 1
    if timer.kind == "cycle" and (timer.times is None or fired < timer.times):
        run.place(node, WAITING, None, token.scope, host=token.host, item=fired)
