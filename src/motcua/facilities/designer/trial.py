"""Trying a process out: a dossier that is none walks through the real engine; nothing is stored.

The state travels with the page, signed. What an officer would decide at a step is asked there, as on the
page of a real dossier; what conditions read beyond that is asked as words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from motcua.facilities.bpmn import engine
from motcua.facilities.bpmn.errors import BpmnError, NotReady
from motcua.facilities.bpmn.graph import GATEWAYS, Flow, Graph, Node
from motcua.facilities.bpmn.tokens import JOB, READY, WAITING, Token
from motcua.facilities.workflow.decisions import decisions
from motcua.facilities.workflow.waits import waits_at

MOST_ACTS = 100
LONGEST_ANSWER = 100


@dataclass(frozen=True)
class Trial:
    """Lượt chạy thử: tokens, the steps done so far, and everything said at them."""

    tokens: tuple[Token, ...]
    next_id: int
    done: tuple[str, ...] = ()
    said: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_ended(self) -> bool:
        return not self.tokens

    def standing(self) -> tuple[Token, ...]:
        """What can be done now: steps, jobs of the machine, events that may happen."""
        return tuple(token for token in self.tokens if token.kind in (READY, JOB, WAITING))

    def laws(self, graph: Graph) -> tuple[str, ...]:
        """By which laws the time limit would stand now; none while it runs."""
        waits = waits_at(graph, (token.node for token in self.tokens if token.kind == READY))
        return tuple(dict.fromkeys(wait.law for wait in waits))

    def to_json(self) -> list[Any]:
        return [[list(token) for token in self.tokens], self.next_id, list(self.done), dict(self.said)]

    @classmethod
    def from_json(cls, kept: list[Any]) -> Trial:
        return cls(tuple(Token(*token) for token in kept[0]), kept[1], tuple(kept[2]), kept[3])


class TooLong(BpmnError):
    """Lượt chạy thử đã quá dài; hãy bắt đầu lại."""


def begin(graph: Graph) -> Trial:
    """Raises BpmnError where the drawing cannot begin."""
    delta = engine.start(graph, {})
    return Trial(delta.applied_to(()), delta.next_id)


def act(graph: Graph, trial: Trial, token_id: int, *, flow: str = "", words: Mapping[str, str]) -> Trial:
    """Do a step, or let an event happen: `flow` is the way decided for, `words` what else is known.

    Raises BpmnError with the reason why that does not go.
    """
    if len(trial.done) >= MOST_ACTS:
        raise TooLong
    token = next((token for token in trial.standing() if token.id == token_id), None)
    if token is None:
        raise NotReady
    chosen = next((d.said for d in decisions(graph, token.node) if d.flow == flow), {})
    answers = {name: _told(text) for name, text in words.items()}
    said = {**trial.said, **chosen, **answers}
    values = {name: Decimal(v[0]) if isinstance(v, list) else v for name, v in said.items()}
    do = engine.happen if token.kind == WAITING else engine.complete
    delta = do(graph, trial.tokens, token.id, values, trial.next_id)
    return Trial(delta.applied_to(trial.tokens), delta.next_id, (*trial.done, token.node), said)


def _told(text: str) -> Any:
    """As FEEL would read it: true or false, a number (kept as its text in a list), else a text."""
    text = text.strip()[:LONGEST_ANSWER]
    if text in ("true", "false"):
        return text == "true"
    return [text] if re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,6})?", text, re.ASCII) else text


def unknown(graph: Graph, node: Node) -> tuple[str, ...]:
    """Names that conditions after a step read and no decision at it says."""
    said = (pair for decision in decisions(graph, node.id) for pair in decision.said.items())
    decided = {name for name, value in said if value is not None}
    read = {name for flow in _ahead(graph, node, set()) if flow.condition for name in flow.condition.names}
    return tuple(sorted(read - decided))


def _ahead(graph: Graph, node: Node, seen: set[str]) -> Iterator[Flow]:
    """Flows from a node, up to where somebody acts again."""
    for flow in node.outgoing:
        yield flow
        target = graph.nodes[flow.target]
        if target.kind in GATEWAYS and target.id not in seen:
            seen.add(target.id)
            yield from _ahead(graph, target, seen)
