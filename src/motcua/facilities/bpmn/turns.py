"""Repeated steps: one turn per item of a list, together or one after another, until a condition holds."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from motcua.facilities.bpmn.errors import EvaluationFailed
from motcua.facilities.bpmn.graph import Many, Node
from motcua.facilities.bpmn.tokens import MANY, Token

if TYPE_CHECKING:
    from motcua.facilities.bpmn.running import Run

MOST = 1000


def begin(run: Run, node: Node, many: Many, flow: str | None, scope: int | None) -> None:
    of = many.each.evaluate(run.values) if many.each else None
    if isinstance(of, Decimal) and of == of.to_integral_value():
        count = int(of)
    else:
        count = len(of) if isinstance(of, list) else -1
    if not 0 <= count <= MOST:
        raise EvaluationFailed(f"Bước “{node.name or node.id}” cần một danh sách không quá {MOST} mục.")
    token = run.place(node, MANY, flow, scope, item=count)
    for turn in range(count if many.parallel else min(count, 1)):
        _turn(run, node, token.id, turn)


def _turn(run: Run, node: Node, scope: int, item: int) -> None:
    (run.open_scope if node.kind == "subprocess" else run.rest)(node, None, scope, item)


def finish(run: Run, node: Node, many: Many, token: Token) -> None:
    """A turn is done: stop the others if the condition holds, else begin the next of a sequence."""
    holder = run.tokens[token.scope or 0]
    turn, count = token.item or 0, holder.item or 0
    active = sum(other.scope == holder.id for other in run.tokens.values())
    done = count - active if many.parallel else turn + 1
    counts = {"nrOfInstances": count, "nrOfCompletedInstances": done, "nrOfActiveInstances": active}
    if many.until is not None and many.until.holds({**run.values, **counts, "loopCounter": turn}):
        run.purge(holder.id)
    elif not many.parallel and turn + 1 < count:
        _turn(run, node, holder.id, turn + 1)
