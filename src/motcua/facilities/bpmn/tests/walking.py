"""A run walked through by hand: what stands ready, acts by the names of nodes, and laws checked at every act."""

from __future__ import annotations

from typing import Any

from motcua.facilities.bpmn import engine
from motcua.facilities.bpmn.graph import Graph
from motcua.facilities.bpmn.tests.drawing import graph
from motcua.facilities.bpmn.tokens import HELD, JOB, JOINING, MANY, READY, WAITING, Delta, Token


class Walk:
    """One run; `values` are given to every act."""

    def __init__(self, drawn: str | Graph, at: str | None = None, **values: Any) -> None:
        self.graph = graph(drawn) if isinstance(drawn, str) else drawn
        self.values = values
        self.tokens: tuple[Token, ...] = ()
        self.next_id = 1
        self.ended = False
        self.deltas: list[Delta] = []
        self.take(engine.start(self.graph, values, 1, at))

    def take(self, delta: Delta) -> Walk:
        before = {token.id for token in self.tokens}
        assert set(delta.removed) <= before, "only what was there goes"
        assert not before & {token.id for token in delta.added}, "what comes is new"
        assert all(self.next_id <= token.id < delta.next_id for token in delta.added)
        self.tokens = delta.applied_to(self.tokens)
        self.next_id = delta.next_id
        self.ended = delta.ended
        self.deltas.append(delta)
        assert delta.ended == (not self.tokens)
        self.check()
        return self

    def check(self) -> None:
        """Every token belongs to what is still there; every armed timer and queued job has its token."""
        ids = {token.id: token for token in self.tokens}
        assert len(ids) == len(self.tokens)
        for token in self.tokens:
            assert token.scope is None or ids[token.scope].kind in (HELD, MANY)
            assert token.host is None or token.host in ids
            assert token.kind in (READY, JOB, WAITING, JOINING, HELD, MANY)
        delta = self.deltas[-1]
        assert {timer.token for timer in delta.timers} <= set(ids)
        assert {job.token for job in delta.jobs} - {None} <= set(ids)

    def names(self, *kinds: str) -> list[str]:
        return sorted(token.node for token in self.tokens if token.kind in kinds)

    @property
    def ready(self) -> str:
        """Names of the steps that stand ready, sorted, with a space between."""
        return " ".join(self.names(READY, JOB))

    @property
    def waiting(self) -> str:
        return " ".join(self.names(WAITING))

    def token(self, node: str, item: int | None = None) -> Token:
        return next(
            t
            for t in self.tokens
            if t.node == node and (item is None or t.item == item) and t.kind not in (HELD, MANY)
        )

    def done(self, *nodes: str, item: int | None = None, **values: Any) -> Walk:
        for node in nodes:
            token = self.token(node, item).id
            self.take(engine.complete(self.graph, self.tokens, token, self.values | values, self.next_id))
        return self

    def happens(self, what: str, **values: Any) -> Walk:
        """By the name of a waiting node, else of a message or signal."""
        standing = [t.id for t in self.tokens if t.node == what and t.kind == WAITING]
        named = standing[0] if standing else what
        return self.take(engine.happen(self.graph, self.tokens, named, self.values | values, self.next_id))

    def fails(self, node: str, code: str) -> Walk:
        return self.take(
            engine.fail(self.graph, self.tokens, self.token(node).id, code, self.values, self.next_id)
        )
