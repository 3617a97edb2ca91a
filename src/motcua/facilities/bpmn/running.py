"""One act worked out: tokens move until each rests. Deterministic; the caller's tokens are never touched."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from motcua.facilities.bpmn import joins, turns
from motcua.facilities.bpmn.errors import EvaluationFailed, NotRunnable, NoWayOut, RunawayProcess
from motcua.facilities.bpmn.graph import HUMAN, JOBS, Event, Flow, Graph, Node, Timer, timer_kind
from motcua.facilities.bpmn.happening import throw_error
from motcua.facilities.bpmn.tokens import (
    HELD,
    JOB,
    JOINING,
    MANY,
    READY,
    WAITING,
    Armed,
    Delta,
    Job,
    Token,
    Tokens,
    Values,
)  # fmt: skip

MOST_MOVES = 10_000  # of one act; more is a cycle in which nothing rests
MOST_TOKENS = 10_000  # of one run; more are turns of turns without measure

Scope = int | None


class Run:
    """Tokens by id, those still on their way in a queue, and what the act brings about."""

    def __init__(self, graph: Graph, tokens: Tokens, values: Values, next_id: int) -> None:
        self.graph = graph
        self.tokens = {token.id: token for token in sorted(tokens)}
        self.before = dict(self.tokens)
        self.values = values
        self.next_id = next_id
        self.queue: deque[tuple[str, str | None, Scope]] = deque()
        self.jobs: list[Job] = []
        self.timers: list[Armed] = []

    def delta(self) -> Delta:
        """Let everything come to rest and say what has changed."""
        self.settle()
        now, before = self.tokens, self.before
        return Delta(
            removed=tuple(key for key in before if key not in now),
            added=tuple(token for key, token in now.items() if key not in before),
            jobs=tuple(job for job in self.jobs if job.token is None or job.token in now),
            timers=tuple(timer for timer in self.timers if timer.token in now),
            ended=not now,
            next_id=self.next_id,
            changed=tuple(token for key, token in now.items() if key in before and before[key] != token),
        )

    def settle(self) -> None:
        moves = 0
        while self.queue or self.join() or self.close():
            while self.queue:
                moves += 1
                if moves > MOST_MOVES:
                    raise RunawayProcess
                key, flow, scope = self.queue.popleft()
                if scope is None or scope in self.tokens:
                    self.enter(self.graph.nodes[key], flow, scope)

    def join(self) -> bool:
        """Fire one gateway that has what it waits for."""
        consumed = joins.next_to_fire(self.graph, self.tokens.values())
        if consumed is None:
            return False
        for token in consumed:
            del self.tokens[token.id]
        self.leave(self.graph.nodes[consumed[0].node], consumed[0].scope)
        return True

    def close(self) -> bool:
        """End one scope in which nothing but listeners is left."""
        nodes = self.graph.nodes
        live = {token.scope for token in self.tokens.values() if not nodes[token.node].listens}
        for token in self.tokens.values():
            if token.kind in (HELD, MANY) and token.id not in live and nodes[token.node].kind != "event_gate":
                self.finish(token)
                return True
        if None not in live:
            self.tokens.clear()
        return False

    def enter(self, node: Node, flow: str | None, scope: Scope) -> None:
        if node.many is not None:
            turns.begin(self, node, node.many, flow, scope)
        else:
            _ENTERING[node.kind](self, node, flow, scope)

    def place(self, node: Node, kind: str, flow: str | None, scope: Scope, **more: int | None) -> Token:
        """A token that rests here, with its boundary events beside it (those of repeated steps once for all turns)."""
        if len(self.tokens) >= MOST_TOKENS:
            raise RunawayProcess
        token = Token(self.next_id, node.id, kind, flow, scope, **more)
        self.next_id += 1
        self.tokens[token.id] = token
        if kind == JOB:
            self.jobs.append(Job(token.id, node.id, node.kind, node.event.name))
        if kind == WAITING and node.event.timer is not None:
            self.timers.append(self.armed(token, node, node.event.timer))
        if kind != JOINING and (kind == MANY or node.many is None):
            for boundary in node.boundaries:
                self.listen(boundary, scope, token.id)
        return token

    def listen(self, key: str, scope: Scope, host: int | None) -> None:
        node = self.graph.nodes[key]
        if node.event.kind != "error":  # errors are looked up when thrown
            self.place(node, WAITING, None, scope, host=host)

    def armed(self, token: Token, node: Node, timer: Timer) -> Armed:
        if timer.expression is None:
            return Armed(token.id, node.id, timer.kind, timer.text)
        value = timer.expression.evaluate(self.values)
        text = value if isinstance(value, str) else getattr(value, "isoformat", str)()
        if (kind := timer_kind(text)) is None:
            raise EvaluationFailed(f"Hẹn giờ “{node.name or node.id}” không cho ra một thời gian.")
        return Armed(token.id, node.id, kind, text)

    def leave(self, node: Node, scope: Scope) -> None:
        for flow in self.ways(node):
            self.queue.append((flow.target, flow.id, scope))

    def ways(self, node: Node) -> tuple[Flow, ...]:
        """Flows taken: all of a parallel gateway, the first true one of an exclusive, else every true one."""
        outgoing = node.outgoing
        if node.kind == "parallel" or (len(outgoing) == 1 and outgoing[0].condition is None) or not outgoing:
            return outgoing
        true = [flow for flow in outgoing if flow is not node.default and self.is_true(flow)]
        if true:
            return (true[0],) if node.kind == "exclusive" else tuple(true)
        if node.default is None:
            raise NoWayOut(f"Từ “{node.name or node.id}” không nhánh nào đi tiếp với các giá trị hiện có.")
        return (node.default,)

    def is_true(self, flow: Flow) -> bool:
        return flow.condition is None or flow.condition.holds(self.values)

    def rest(self, node: Node, flow: str | None, scope: Scope, item: int | None = None) -> None:
        kind = JOB if node.kind in JOBS else READY if node.kind in HUMAN or node.kind == "call" else WAITING
        self.place(node, kind, flow, scope, item=item)

    def arrive(self, node: Node, flow: str | None, scope: Scope) -> None:
        if len(node.incoming) > 1:
            self.place(node, JOINING, flow, scope)
        else:
            self.leave(node, scope)

    def catch(self, node: Node, flow: str | None, scope: Scope) -> None:
        if node.event.kind == "link":
            self.leave(node, scope)
        else:
            self.rest(node, flow, scope)

    def throw(self, node: Node, flow: str | None, scope: Scope) -> None:
        self.state(node.event, node)
        self.leave(node, scope)

    def state(self, event: Event, node: Node) -> None:
        if event.kind in ("message", "signal"):
            self.jobs.append(Job(None, node.id, event.kind, event.name))

    def end(self, node: Node, flow: str | None, scope: Scope) -> None:
        self.state(node.event, node)
        if node.event.kind == "terminate":
            self.purge(scope)
        elif node.event.kind == "error" and not throw_error(self, node.event.name, scope):
            self.purge(None)

    def choose(self, node: Node, flow: str | None, scope: Scope) -> None:
        """An event gateway: the first of its events to happen takes the others away."""
        gate = self.place(node, HELD, flow, scope)
        for way in node.outgoing:
            self.place(self.graph.nodes[way.target], WAITING, way.id, scope, host=gate.id)

    def open_scope(self, node: Node, flow: str | None, scope: Scope, item: int | None = None) -> None:
        token = self.place(node, HELD, flow, scope, item=item)
        self.begin(node.id, token.id)

    def begin(self, key: str | None, scope: Scope) -> None:
        """Start a scope at its first plain start event (or all implicit starts); let its event sub-processes listen."""
        for listener in self.graph.listeners.get(key, ()):
            self.listen(listener, scope, None)
        starts = [self.graph.nodes[start] for start in self.graph.starts.get(key, ())]
        drawn = [start for start in starts if start.kind == "start"]
        plain = [start for start in drawn if start.event.kind == "none"] or drawn
        for start in plain[:1] or starts:
            self.queue.append((start.id, None, scope))

    def refuse(self, node: Node, flow: str | None, scope: Scope) -> None:
        raise NotRunnable(f"“{node.name or node.id}” là thành phần chưa chạy được.")

    def finish(self, token: Token) -> None:
        """What rested here is done: go on, or to the next turn."""
        node = self.graph.nodes[token.node]
        self.remove(token)
        if node.many is not None and token.kind != MANY:
            turns.finish(self, node, node.many, token)
        else:
            self.leave(node, token.scope)

    def remove(self, token: Token) -> None:
        """With all that runs inside it and all that hangs on it."""
        self.tokens.pop(token.id, None)
        if token.kind in (HELD, MANY) or self.graph.nodes[token.node].boundaries:
            self.purge(token.id)

    def purge(self, holder: Scope) -> None:
        """Everything inside a scope, on its way or at rest; the holder itself stays."""
        self.queue = deque(entry for entry in self.queue if entry[2] != holder and holder is not None)
        for token in list(self.tokens.values()):
            if token.scope == holder or (holder is not None and token.host == holder):
                self.remove(token)


_ENTERING: dict[str, Callable[[Run, Node, str | None, Scope], None]] = {
    **dict.fromkeys(("user", "manual", "service", "send", "rule", "receive", "call"), Run.rest),
    **dict.fromkeys(("start", "exclusive"), lambda run, node, flow, scope: run.leave(node, scope)),
    **dict.fromkeys(("parallel", "inclusive"), Run.arrive),
    "catch": Run.catch,
    "throw": Run.throw,
    "end": Run.end,
    "event_gate": Run.choose,
    "subprocess": Run.open_scope,
    "unsupported": Run.refuse,
    "eventsub": Run.refuse,
    "boundary": Run.refuse,
}
