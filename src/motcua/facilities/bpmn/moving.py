"""Tokens put elsewhere by decision: back to an earlier step, or over to another version of the process."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from typing import cast

from motcua.facilities.bpmn.errors import NotMovable, NotReady
from motcua.facilities.bpmn.graph import ACTIVITIES, HUMAN, JOBS, Graph, Node
from motcua.facilities.bpmn.reading import Problem
from motcua.facilities.bpmn.running import Run
from motcua.facilities.bpmn.tokens import JOINING, MANY, Delta, Token, Tokens, Values

Names = Mapping[str, str]
Outcome = Delta | tuple[Problem, ...]
Branch = tuple[tuple[str, str], ...]  # the splits passed and not yet joined, and which way was taken


def move(graph: Graph, tokens: Tokens, token_id: int, node: str, values: Values, next_id: int) -> Delta:
    """Take a token from where it rests to another step of the same branch. Raises NotReady, NotMovable."""
    run = Run(graph, tokens, values, next_id)
    token, target = run.tokens.get(token_id), graph.nodes.get(node)
    if token is None or token.kind == JOINING or graph.nodes[token.node].listens or token.host is not None:
        raise NotReady
    if target is None or not _may_move(run, token, target):
        raise NotMovable
    run.remove(token)
    run.enter(target, None, token.scope)
    return run.delta()


def _may_move(run: Run, token: Token, target: Node) -> bool:
    """Within its branch; or out of a block in which nothing else is left."""
    here = run.graph.nodes[token.node]
    is_turn = here.many is not None and token.kind != MANY
    if here.scope != target.scope or target.kind not in ACTIVITIES or is_turn:
        return False
    known = _branches(run.graph, here.scope)
    start, end = known.get(here.id), known.get(target.id)
    if start is None or end is None or start[: len(end)] != end:
        return False
    split = start[len(end)][0] if len(start) > len(end) else None
    others = [t for t in run.tokens.values() if t.scope == token.scope and token.id not in (t.id, t.host)]
    return split is None or not any(t.kind == JOINING or _is_in(known.get(t.node), split) for t in others)


def _is_in(branch: Branch | None, split: str) -> bool:
    return branch is None or any(split == key for key, _ in branch)


def _branches(graph: Graph, scope: str | None) -> Mapping[str, Branch | None]:
    """For each node of a scope the parallel branch it stands in; None where paths disagree."""
    key = f"branches {scope}"
    if key not in graph.cache:
        found: dict[str, Branch | None] = dict.fromkeys(graph.starts.get(scope, ()), ())
        todo = deque(found)
        while todo:
            at = todo.popleft()
            for target, branch in _onward(graph, graph.nodes[at], found[at]):
                if target not in found:
                    todo.append(target)
                elif found[target] == branch or found[target] is None:
                    continue
                else:
                    branch = None
                    todo.append(target)
                found[target] = branch
        graph.cache[key] = found
    return cast("Mapping[str, Branch | None]", graph.cache[key])


def _onward(graph: Graph, node: Node, branch: Branch | None) -> Iterator[tuple[str, Branch | None]]:
    splits = len(node.outgoing) > 1 and node.kind not in ("exclusive", "event_gate")
    for flow in node.outgoing:
        after = branch if branch is None or not splits else (*branch, (node.id, flow.id))
        target = graph.nodes[flow.target]
        if after is not None and target.kind in ("parallel", "inclusive") and len(target.incoming) > 1:
            after = after[:-1] if after else None
        yield target.id, after
    for key in node.boundaries:
        apart = branch if branch is None or graph.nodes[key].interrupting else (*branch, (key, key))
        yield key, apart


def migrate(old: Graph, new: Graph, tokens: Tokens, node_map: Names, values: Values, next_id: int) -> Outcome:
    """Put a run on another version; nodes not in the map keep their ids. Problems where a token finds no place."""
    return _Migration(old, new, {token.id: token for token in tokens}, node_map).worked_out(values, next_id)


class _Migration:
    def __init__(self, old: Graph, new: Graph, tokens: dict[int, Token], node_map: Names) -> None:
        self.old, self.new, self.tokens, self.node_map = old, new, tokens, node_map

    def worked_out(self, values: Values, next_id: int) -> Outcome:
        problems, moved = [], []
        for token in self.tokens.values():
            reason = self.reason_against(token)
            if reason is None:
                moved.append(token._replace(node=self.target(token.node), flow=self.flow(token)))
            elif not self.old.nodes[token.node].listens:  # a listener without a place just goes
                problems.append(Problem(token.node, reason))
        if problems:
            return tuple(problems)
        run = Run(self.new, moved, values, next_id)
        run.before = dict(self.tokens)
        for token in moved:
            self.listen_anew(run, token)
        self.listen_in_scope(run, None, None)
        return run.delta()

    def target(self, node: str) -> str:
        return self.node_map.get(node, node)

    def reason_against(self, token: Token) -> str | None:
        node, target = self.old.nodes[token.node], self.new.nodes.get(self.target(token.node))
        if target is None or _nature(target) != _nature(node):
            return "Phiên bản mới không có bước tương ứng cùng loại."
        holder = self.tokens.get(token.scope or 0)
        around = self.target(holder.node) if holder else None
        if node.kind == "start":
            inside = self.new.nodes[target.scope or ""].scope
        else:
            inside = target.id if holder and holder.kind == MANY else target.scope
        if around != inside:
            return "Bước tương ứng không nằm trong cùng quy trình con."
        host = self.tokens.get(token.host or 0)
        if host and self.target(host.node) not in (target.host, *(flow.source for flow in target.incoming)):
            return "Sự kiện tương ứng không gắn với cùng bước."
        if token.kind == JOINING and self.flow(token) is None:
            return "Cổng hợp nhánh tương ứng không có luồng vào này."
        return None

    def flow(self, token: Token) -> str | None:
        """The flow it came through, by id or by the node it came from."""
        came = self.old.flows.get(token.flow or "")
        incoming = self.new.nodes[self.target(token.node)].incoming
        same = [flow.id for flow in incoming if flow.id == token.flow]
        near = [flow.id for flow in incoming if came is not None and flow.source == self.target(came.source)]
        return next(iter([*same, *near]), None)

    def listen_anew(self, run: Run, token: Token) -> None:
        """Boundary events and event sub-processes that the old version did not have."""
        node, before = self.new.nodes[token.node], self.old.nodes[self.tokens[token.id].node]
        known = {self.target(key) for key in before.boundaries}
        if token.kind != JOINING and (token.kind == MANY or node.many is None):
            for key in node.boundaries:
                if key not in known:
                    run.listen(key, token.scope, token.id)
        if node.kind in ("subprocess", "eventsub") and token.kind != MANY:
            self.listen_in_scope(run, before.id, token)

    def listen_in_scope(self, run: Run, before: str | None, holder: Token | None) -> None:
        known = {self.target(key) for key in self.old.listeners.get(before, ())}
        for key in self.new.listeners.get(holder.node if holder else None, ()):
            if key not in known:
                run.listen(key, holder.id if holder else None, None)


def _nature(node: Node) -> tuple[object, ...]:
    """What must stay the same for a token to stand there."""
    kind = "human" if node.kind in HUMAN else "job" if node.kind in JOBS else node.kind
    kind = "join" if kind in ("parallel", "inclusive") else kind
    turns = None if node.many is None else node.many.parallel
    return kind, node.event.kind, node.listens, turns
