"""Whether branches that part come together again: no join waits for ever, no step is reached twice at once.

A scope becomes a graph of vertices that join and split as X (one), A (all) or O (those taken). Blocks that
match are folded away; whatever remains is played through, every choice, up to a limit.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from itertools import combinations, takewhile

from motcua.facilities.bpmn.graph import Graph, Node
from motcua.facilities.bpmn.reading import Problem

MOST_EFFORT = 2_000_000  # looks at vertices and edges while playing, over all scopes
_WIDEST = 6  # ways out of an inclusive split of which all combinations are tried

Marking = frozenset[int]
_JOIN = {"parallel": "A", "inclusive": "O"}
_SPLIT = {"parallel": "A", "inclusive": "O", "exclusive": "X", "event_gate": "X"}
_MATCHING = {"XX", "AA", "OO", "XO", "AO"}
_TANGLED = "Các nhánh đan nhau quá rối, không kiểm chứng được; hãy vẽ thành khối rõ ràng."
_TWICE = "Các nhánh song song nhập lại ở đây mà không chờ nhau: việc sau sẽ bị làm hai lần."
_STUCK = (
    "Cổng này có thể chờ mãi: không phải nhánh nào đi vào cũng chắc chắn tới (ví dụ do rẽ nhánh loại trừ)."
)


def unsound(graph: Graph, scope: str | None, reachable: Iterable[str]) -> Iterator[Problem]:
    """What may go wrong between the branches of one scope; `reachable`: its nodes that can be reached."""
    net = _Net()
    starts = graph.starts.get(scope, ())
    net.vertex("start", "X", "X" if any(graph.nodes[key].kind == "start" for key in starts) else "A")
    net.vertex("end", "O", "X")
    for key in reachable:
        _draw(net, graph, graph.nodes[key])
    for key in starts:
        net.edge("start", f"in {key}")
    net.fold()
    if len(net.joins) > 2:  # more than start and end
        yield from _played(net, scope or graph.id, MOST_EFFORT // len(graph.starts))


def _draw(net: _Net, graph: Graph, node: Node) -> None:
    """In, then what boundary events do, then out."""
    plain = [flow for flow in node.outgoing if flow.condition is None and flow is not node.default]
    mixed = node.kind not in _SPLIT and bool(plain)
    net.vertex(f"in {node.id}", _JOIN.get(node.kind, "X"), "A")
    net.vertex(f"do {node.id}", "X", "X")
    net.vertex(f"out {node.id}", "X", _SPLIT.get(node.kind, "A" if mixed else "O"))
    net.edge(f"in {node.id}", f"do {node.id}")
    net.edge(f"do {node.id}", f"out {node.id}")
    for key in node.boundaries:
        if graph.nodes[key].interrupting:
            net.edge(f"do {node.id}", f"in {key}")
        else:
            net.maybe(f"in {node.id}", f"in {key}")
    for flow in node.outgoing:
        if mixed and flow not in plain:
            net.maybe(f"out {node.id}", f"in {flow.target}")
        else:
            net.edge(f"out {node.id}", f"in {flow.target}")
    if node.kind == "end" and node.event.kind in ("terminate", "error"):
        net.vertex("stop", "O", "X")
        net.edge(f"out {node.id}", "stop")
    elif not node.outgoing:
        net.edge(f"out {node.id}", "end")


class _Net:
    def __init__(self) -> None:
        self.joins: dict[str, str] = {}
        self.splits: dict[str, str] = {}
        self.after: dict[str, Counter[str]] = {}  # vertex → how many edges to which
        self.before: dict[str, Counter[str]] = {}

    def vertex(self, key: str, join: str, split: str) -> None:
        self.joins[key], self.splits[key] = join, split
        self.after.setdefault(key, Counter())
        self.before.setdefault(key, Counter())

    def edge(self, source: str, target: str, count: int = 1) -> None:
        self.after.setdefault(source, Counter())[target] += count
        self.before.setdefault(target, Counter())[source] += count

    def maybe(self, source: str, target: str) -> None:
        """A way that is taken or not, beside others."""
        key = f"maybe {source} {target}"
        self.vertex(key, "X", "X")
        self.edge(source, key)
        self.edge(key, target)
        self.edge(key, "end")

    def fold(self) -> None:
        todo = deque(self.joins)
        while todo:
            key = todo.popleft()
            if key in self.joins and (touched := self.fold_at(key)):
                todo.extend(touched)

    def fold_at(self, key: str) -> list[str]:
        """Make the net smaller at one vertex; the vertices to look at again."""
        after = self.after[key]
        if after[key] and self.joins[key] != "A" and self.splits[key] == "X" and after.total() > after[key]:
            del after[key], self.before[key][key]  # a loop of its own
            return [key, *after, *self.before[key]]
        if self.splits[key] == "A" and after["end"] and after.total() > after["end"]:
            del after["end"], self.before["end"][key]  # a way of its own that just ends holds nobody up
            return [key, *after, *self.before[key]]
        for target, count in after.items():
            if count > 1 and self.splits[key] + self.joins[target] in _MATCHING:
                after[target] = self.before[target][key] = 1
                return [key, target, *self.before[key], *self.after[target]]
            if target not in (key, "end", "stop") and self.is_one(key, target):
                return self.merge(key, target)
        return []

    def is_one(self, key: str, target: str) -> bool:
        """The two behave as one vertex: nothing comes between, or they do the same in turn."""
        only_way, only_source = self.after[key].total() == 1, self.before[target].total() == 1
        same_join = self.joins[key] == self.joins[target] or self.before[key].total() == 1
        same_split = self.splits[key] == self.splits[target] or self.after[target].total() == 1
        return (only_source and (only_way or same_split)) or (only_way and same_join and key != "start")

    def merge(self, key: str, target: str) -> list[str]:
        """The target takes the place of both if it alone splits, else the vertex before it."""
        kept, gone = (target, key) if self.before[target].total() > 1 else (key, target)
        if kept == key and self.after[key].total() == 1:
            self.splits[key] = self.splits[target]
        del self.after[key][target], self.before[target][key]
        for other, count in self.after.pop(gone).items():
            del self.before[other][gone]
            self.edge(kept, other if other != gone else kept, count)
        for other, count in self.before.pop(gone).items():
            if other != gone:
                del self.after[other][gone]
                self.edge(other, kept, count)
        del self.joins[gone], self.splits[gone]
        return [kept, *self.after[kept], *self.before[kept]]


def _played(net: _Net, process: str, effort: int) -> Iterator[Problem]:
    play, seen = _Play(net), {frozenset[int]()}
    found: set[str] = set()
    todo = deque(play.given("start", frozenset()))
    while todo:
        if play.looks > effort:
            if not found:
                yield Problem(process, _TANGLED)
            return
        marking, twice = todo.popleft()
        if marking in seen and not twice:
            continue
        for key in [twice] if twice else play.stuck(marking):
            if key not in found:
                found.add(key)
                yield Problem(key.split(" ")[-1], _TWICE if twice else _STUCK)
        if not twice:
            seen.add(marking)
            todo.extend(takewhile(lambda _: play.looks <= effort, play.next(marking)))


class _Play:
    """Tokens on the edges of what could not be folded."""

    def __init__(self, net: _Net) -> None:
        self.net = net
        pairs = [(a, b) for a, after in net.after.items() for b, count in after.items() for _ in range(count)]
        self.source, self.target = ({edge: pair[end] for edge, pair in enumerate(pairs)} for end in (0, 1))
        self.into: dict[str, list[int]] = {key: [] for key in net.joins}
        self.out: dict[str, list[int]] = {key: [] for key in net.joins}
        for edge, (a, b) in enumerate(pairs):
            self.out[a].append(edge)
            self.into[b].append(edge)
        self.upstream: dict[int, set[str]] = {}
        self.looks = 0  # effort so far

    def next(self, marking: Marking) -> Iterator[tuple[Marking, str]]:
        self.looks += len(self.into) + len(self.source)
        for key, edges in self.into.items():
            marked = [edge for edge in edges if edge in marking]
            if marked and key == "stop":  # takes everything with it
                yield frozenset(), ""
            elif marked and key == "end":
                yield marking - {marked[0]}, ""
            elif marked and self.fires(key, marked, marking):
                takes = [marked] if self.net.joins[key] != "X" else [[edge] for edge in marked]
                for taken in takes:
                    yield from self.given(key, marking - set(taken))

    def given(self, key: str, marking: Marking) -> Iterator[tuple[Marking, str]]:
        """The markings after it splits, with its own name where a second token comes to an edge."""
        out = self.out[key]
        sizes = {"A": [len(out)], "X": [1]}.get(self.net.splits[key], range(1, len(out) + 1))
        if len(sizes) > _WIDEST:
            sizes = [1, len(out)]
        ways = [way for size in sizes for way in combinations(out, size)]
        for way in ways:
            self.looks += len(marking) + len(way) + 5
            yield marking | set(way), key if marking & set(way) else ""

    def fires(self, key: str, marked: list[int], marking: Marking) -> bool:
        join, edges = self.net.joins[key], self.into[key]
        if join != "O" or len(marked) == len(edges):
            return join == "X" or len(marked) == len(edges)
        self.looks += 10 * len(edges)
        standing = {self.target[edge] for edge in marking} - {key}
        filled = set().union(*(self.behind(edge, key) for edge in marked))
        empty = set().union(*(self.behind(edge, key) for edge in edges if edge not in marking))
        return not (standing & empty) - filled

    def behind(self, way: int, join: str) -> set[str]:
        """Vertices from which that incoming edge of the join can be reached, not through the join."""
        if way not in self.upstream:
            found, todo = self.upstream.setdefault(way, set()), [self.source[way]]
            while todo:
                if (key := todo.pop()) not in found and key != join:
                    found.add(key)
                    todo.extend(self.source[before] for before in self.into[key])
        return self.upstream[way]

    def stuck(self, marking: Marking) -> list[str]:
        """The joins that wait when nothing can move any more."""
        if not marking or next(self.next(marking), None):
            return []
        return sorted({self.target[edge] for edge in marking})
