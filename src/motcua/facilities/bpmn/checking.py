"""Whether a drawing may be published: strict, each problem in words and at its element."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from motcua.facilities.bpmn import soundness
from motcua.facilities.bpmn.graph import (
    ACTIVITIES,
    GATEWAYS,
    HUMAN,
    JOBS,
    OWN_WORK,
    RESTING,
    Graph,
    Node,
    Step,
)
from motcua.facilities.bpmn.reading import Problem

MOST_NODES = 1000
MOST_FLOWS = 3000
DEEPEST = 5
KINDS = frozenset({
    "receive", "appraise", "review", "approve", "issue", "deliver", "supplement", "consult", "pay", "verify", "other",
})  # fmt: skip
_PLACE = re.compile(r"receiving|competent|agency:[\w.\-]{1,60}")
_CLOCKS = frozenset({"continue", "pause", "restart"})
LONGEST_LAW = 200


def check(graph: Graph, roles: Collection[str], jobs: Collection[str] = ()) -> tuple[Problem, ...]:
    """Everything that stands against publishing; empty when nothing does.

    `roles`: those that exist; `jobs`: kinds of jobs that the machine can do.
    """
    if len(graph.nodes) > MOST_NODES or len(graph.flows) > MOST_FLOWS:
        return (
            Problem(graph.id, f"Quy trình có quá {MOST_NODES} nút hoặc {MOST_FLOWS} luồng; hãy tách ra."),
        )
    found = dict.fromkeys(graph.problems)
    for node in graph.nodes.values():
        found |= dict.fromkeys(Problem(node.id, message) for message in _about(graph, node, roles, jobs))
    found |= dict.fromkeys(_idle_cycle(graph))
    for scope in graph.starts:
        found |= dict.fromkeys(_about_scope(graph, scope))
    return tuple(found)


def _about(graph: Graph, node: Node, roles: Collection[str], jobs: Collection[str]) -> Iterator[str]:
    if node.kind == "unsupported":
        yield "Thành phần này chưa chạy được trong quy trình; hãy thay bằng thành phần khác."
        return
    if node.kind in HUMAN:
        yield from _about_step(node, roles)
    if node.kind in JOBS:
        yield from _about_job(node, jobs)
    if node.kind == "call" and not node.calls:
        yield "Chưa chọn quy trình được gọi."
    if node.many is not None and node.many.each is None:
        yield "Bước nhiều lượt cần một danh sách (hoặc số lượt)."
    yield from _about_ends(graph, node)
    yield from _about_ways(node)
    yield from _about_event(graph, node)
    if _depth(graph, node) > DEEPEST:
        yield f"Quy trình con lồng nhau quá {DEEPEST} tầng."


def _about_step(node: Node, roles: Collection[str]) -> Iterator[str]:
    step = node.step
    if not node.role:
        yield "Bước chưa có vai trò thực hiện (của bước hoặc của làn)."
    elif node.role not in roles:
        yield f"Không có vai trò “{node.role}”."
    if step is None or step.hours is None:
        yield "Bước chưa có thời gian xử lý (số giờ làm việc)."
    if step is None:
        return
    if step.place and not _PLACE.fullmatch(step.place):
        yield f"Không có nơi xử lý “{step.place}”: cần receiving, competent hoặc agency:<mã>."
    if step.kind and step.kind not in KINDS:
        yield f"Không có loại bước “{step.kind}”."
    if step.clock not in _CLOCKS:
        yield f"Không có cách tính giờ “{step.clock}”: cần continue, pause hoặc restart."
    if step.clock == "pause":
        yield from _about_pause(step)


def _about_pause(step: Step) -> Iterator[str]:
    """The time limit is the applicant's right; a drawing takes none of it away without naming the article."""
    if not step.law:
        yield "Bước dừng tính giờ phải ghi căn cứ pháp lý cho phép dừng (văn bản, điều, khoản)."
    elif len(step.law) > LONGEST_LAW:
        yield f"Căn cứ pháp lý dài quá {LONGEST_LAW} ký tự."
    if step.kind in OWN_WORK:
        yield "Tiếp nhận, phê duyệt, ghi và trả kết quả là việc của cơ quan, không được dừng tính giờ."


def _about_job(node: Node, jobs: Collection[str]) -> Iterator[str]:
    kind = node.step.kind if node.step else ""
    if not kind:
        yield "Chưa chọn loại việc cho bước của máy."
    elif kind not in jobs:
        yield f"Máy chưa làm được loại việc “{kind}”."


def _about_ends(graph: Graph, node: Node) -> Iterator[str]:
    """Where flows may and must be."""
    if node.incoming and node.kind in ("start", "boundary", "eventsub"):
        yield "Không được nối luồng vào thành phần này."
    if node.outgoing and node.kind in ("end", "eventsub"):
        yield "Không được nối luồng ra từ thành phần này."
    if not node.outgoing and node.kind not in ("end", "eventsub") and node.event.kind != "link":
        yield "Đường cụt: không có luồng đi tiếp và không phải sự kiện kết thúc."
    if node.kind == "boundary" and (node.host is None or graph.nodes[node.host].kind not in ACTIVITIES):
        yield "Sự kiện biên không gắn vào bước nào."


def _about_ways(node: Node) -> Iterator[str]:
    bare = [flow for flow in node.outgoing if flow.condition is None and flow is not node.default]
    has_conditions = any(flow.condition is not None for flow in node.outgoing)
    if node.kind in ("exclusive", "inclusive") and len(node.outgoing) > 1:
        if bare:
            yield f"Luồng “{bare[0].name or bare[0].id}” cần điều kiện, hoặc là luồng mặc định."
        if node.default is None:
            yield "Cổng rẽ nhánh chưa có luồng mặc định: khi không điều kiện nào đúng, hồ sơ sẽ mắc lại."
    elif node.kind in ("parallel", "event_gate"):
        if has_conditions:
            yield "Điều kiện trên các nhánh của cổng này không có tác dụng; hãy bỏ hoặc đổi loại cổng."
    elif has_conditions and not bare and node.default is None:
        yield "Các luồng ra đều có điều kiện; cần thêm một luồng mặc định."
    if node.kind in GATEWAYS and len(node.incoming) <= 1 and len(node.outgoing) == 1 and has_conditions:
        yield "Cổng chỉ có một luồng ra thì luồng đó không được có điều kiện."


def _about_event(graph: Graph, node: Node) -> Iterator[str]:
    event = node.event
    if event.kind in ("message", "signal") and not event.name:
        yield "Chưa chọn thông điệp hoặc tín hiệu."
    if node.kind == "start" and (
        node.listens == (event.kind == "none") or (node.scope and not node.listens and event.kind != "none")
    ):
        yield "Sự kiện bắt đầu này không dùng được ở đây."
    if node.kind == "start" and node.scope is None and event.kind == "error":
        yield "Lỗi không thể bắt đầu một quy trình."
    if node.kind == "end" and event.kind == "error" and not _is_caught(graph, node):
        yield f"Lỗi “{event.name}” không có sự kiện nào bắt."
    if node.kind == "throw" and event.kind == "link" and len(node.outgoing) != 1:
        yield f"Liên kết “{event.name}” cần đúng một điểm đến."
    if node.kind == "event_gate":
        after = [graph.nodes[flow.target] for flow in node.outgoing]
        fit = [
            n for n in after if n.kind in ("catch", "receive") and n.event.kind != "link" and n.many is None
        ]
        if len(after) < 2 or len(fit) < len(after) or any(len(n.incoming) > 1 for n in after):
            yield "Sau cổng sự kiện phải là ít nhất hai sự kiện chờ, mỗi sự kiện chỉ nối từ cổng này."


def _is_caught(graph: Graph, node: Node) -> bool:
    scope, own = node.scope, True
    while True:
        starts = graph.listeners.get(scope, ()) if own else ()
        boundaries = graph.nodes[scope].boundaries if scope else ()
        events = [graph.nodes[key].event for key in (*starts, *boundaries)]
        if any(event.kind == "error" and event.name in ("", node.event.name) for event in events):
            return True
        if scope is None:
            return False
        own = graph.nodes[scope].kind != "eventsub"
        scope = graph.nodes[scope].scope


def _depth(graph: Graph, node: Node) -> int:
    return 0 if node.scope is None else 1 + _depth(graph, graph.nodes[node.scope])


def _about_scope(graph: Graph, scope: str | None) -> Iterator[Problem]:
    place, inside = scope or graph.id or None, graph.within(scope)
    starts = [node for node in inside if node.kind == "start"]
    if not starts:
        yield Problem(place, "Chưa có sự kiện bắt đầu.")
    plain = [node for node in starts if node.event.kind == "none"]
    if len(plain) > 1 or (scope is not None and len(starts) > 1):
        yield Problem(starts[1].id, "Chỉ được có một sự kiện bắt đầu thường.")
    if not any(node.kind == "end" for node in inside):
        yield Problem(place, "Chưa có sự kiện kết thúc.")
    onward = {node.id: graph.onward(node) for node in inside}
    reachable = _spread(graph.starts.get(scope, ()), onward)
    backward: defaultdict[str, list[str]] = defaultdict(list)
    for key, targets in onward.items():
        for target in targets:
            backward[target].append(key)
    ending = _spread([key for key, targets in onward.items() if not targets], backward)
    for node in inside:
        if node.id not in reachable and node.kind != "eventsub":
            yield Problem(node.id, "Không có đường nào từ sự kiện bắt đầu tới đây.")
        elif node.id not in ending:
            yield Problem(node.id, "Từ đây không có đường nào tới kết thúc.")
    yield from soundness.unsound(graph, scope, [node.id for node in inside if node.id in reachable])


def _spread(first: Iterable[str], onward: Mapping[str, Collection[str]]) -> set[str]:
    found, todo = set(first), list(first)
    while todo:
        for target in onward.get(todo.pop(), ()):
            if target not in found:
                found.add(target)
                todo.append(target)
    return found


def _idle_cycle(graph: Graph) -> Iterator[Problem]:
    """A cycle in which nobody is asked and nothing is waited for would run for ever."""
    idle = _idle(graph)
    onward = {key: [target for target in graph.onward(graph.nodes[key]) if target in idle] for key in idle}
    for key in graph.nodes:
        if key in idle and key in _spread(onward[key], onward):
            yield Problem(key, "Vòng lặp tự động: cần một bước có người làm hoặc một sự kiện chờ.")
            return


def _idle(graph: Graph) -> set[str]:
    """Nodes a token may pass without resting; of sub-processes those with a way through that never rests."""
    idle: set[str] = set()
    for node in sorted(graph.nodes.values(), key=lambda node: -_depth(graph, node)):
        if node.kind == "subprocess":
            inside = {
                inner.id: [t for t in graph.onward(inner) if t in idle] for inner in graph.within(node.id)
            }
            reached = _spread([key for key in graph.starts[node.id] if key in idle], inside)
            if not inside or any(not graph.nodes[key].outgoing for key in reached):
                idle.add(node.id)
        elif node.kind == "boundary":
            idle |= {node.id} if node.event.kind == "error" else set()
        elif node.kind not in RESTING or node.event.kind == "link":
            idle.add(node.id)
    return idle
