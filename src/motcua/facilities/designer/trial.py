"""Trying a process out: a dossier that is none walks through the real engine; nothing is stored.

The state travels with the page, signed. What an officer would decide at a step is asked there: the names
that the conditions after it read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from motcua.facilities.workflow.bpmn import engine
from motcua.facilities.workflow.bpmn.errors import BpmnError, NotReady
from motcua.facilities.workflow.bpmn.graph import GATEWAYS, Flow, Graph, Node
from motcua.facilities.workflow.bpmn.tokens import JOB, READY, WAITING, Token

MOST_ACTS = 100
LONGEST_ANSWER = 100
_ANSWER = re.compile(r'([^\W\d]\w*)\s*=\s*("[^"\\]{0,60}"|true|false|\d+)')


@dataclass(frozen=True)
class Trial:
    """Lượt chạy thử: tokens, and the steps done so far."""

    tokens: tuple[Token, ...]
    next_id: int
    done: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)  # all given so far

    @property
    def is_ended(self) -> bool:
        return not self.tokens

    def standing(self) -> tuple[Token, ...]:
        """What can be done now: steps, jobs of the machine, events that may happen."""
        return tuple(token for token in self.tokens if token.kind in (READY, JOB, WAITING))

    def to_json(self) -> list[Any]:
        return [[list(token) for token in self.tokens], self.next_id, list(self.done), dict(self.answers)]

    @classmethod
    def from_json(cls, said: list[Any]) -> Trial:
        return cls(tuple(Token(*token) for token in said[0]), said[1], tuple(said[2]), said[3])


@dataclass(frozen=True)
class Question:
    """What has to be known to go on: a name, and the answers the conditions speak of."""

    name: str
    options: tuple[tuple[str, str], ...]  # what is written, what is shown


class TooLong(BpmnError):
    """Lượt chạy thử đã quá dài; hãy bắt đầu lại."""


def begin(graph: Graph) -> Trial:
    """Raises BpmnError where the drawing cannot begin."""
    delta = engine.start(graph, {})
    return Trial(delta.applied_to(()), delta.next_id)


def act(graph: Graph, trial: Trial, token_id: int, answers: Mapping[str, str]) -> Trial:
    """Do a step, or let an event happen. Raises BpmnError with the reason why that does not go."""
    if len(trial.done) >= MOST_ACTS:
        raise TooLong
    token = next((token for token in trial.standing() if token.id == token_id), None)
    if token is None:
        raise NotReady
    known = {**trial.answers, **{name: text.strip()[:LONGEST_ANSWER] for name, text in answers.items()}}
    values = {name: _value(text) for name, text in known.items()}
    do = engine.happen if token.kind == WAITING else engine.complete
    delta = do(graph, trial.tokens, token.id, values, trial.next_id)
    return Trial(delta.applied_to(trial.tokens), delta.next_id, (*trial.done, token.node), known)


def _value(text: str) -> Any:
    """As FEEL would read it: a number, true or false, else a text."""
    if text in ("true", "false"):
        return text == "true"
    if re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,6})?", text, re.ASCII):
        return Decimal(text)
    return text


def questions(graph: Graph, node: Node) -> tuple[Question, ...]:
    """Asked at a step: names read by the conditions of the ways from it, up to where somebody acts again."""
    options: dict[str, list[tuple[str, str]]] = {}
    for flow in _conditional(graph, node, set()):
        if flow.condition is None:
            continue
        told = dict(_ANSWER.findall(flow.condition.text))
        for name in sorted(flow.condition.names):
            said = options.setdefault(name, [])
            if name in told:
                value = told[name].strip('"')
                said.append((value, flow.name or value))
    return tuple(Question(name, tuple(dict(found).items())) for name, found in options.items())


def usual(graph: Graph, node: Node) -> str:
    """What the drawing calls the way that is gone when no condition holds."""
    defaults = {other.default.id: other.default for other in graph.nodes.values() if other.default}
    return next((flow.name for flow in _conditional(graph, node, set()) if flow.id in defaults), "")


def _conditional(graph: Graph, node: Node, seen: set[str]) -> Iterator[Flow]:
    for flow in node.outgoing:
        yield flow
        target = graph.nodes[flow.target]
        if target.kind in GATEWAYS and target.id not in seen:
            seen.add(target.id)
            yield from _conditional(graph, target, seen)
