"""What stands against publishing a drawing for dossiers: the drawing itself, and what every dossier needs of it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from motcua.directory.agencies import queries as agencies
from motcua.facilities.bpmn.checking import check
from motcua.facilities.bpmn.concurrency import beside
from motcua.facilities.bpmn.errors import BadDiagram
from motcua.facilities.bpmn.graph import HUMAN, JOBS, Graph
from motcua.facilities.bpmn.reading import Problem
from motcua.facilities.workflow import jobs
from motcua.facilities.workflow.choices import StepKind
from motcua.facilities.workflow.decisions import next_steps
from motcua.facilities.workflow.graphs import graph_in, sequence_in, step_at
from motcua.facilities.workflow.rules import ROLES


def obstacles(xml: bytes) -> tuple[Problem, ...]:
    """Every problem with its element; empty when it may be published. Never raises."""
    try:
        graph = graph_in(xml)
    except BadDiagram as bad:
        return (Problem(None, str(bad)),)
    if found := check(graph, ROLES, jobs.codes()):
        return found
    found = (*_missing(xml), *_after_result(graph), *_beside_result(graph), *_unknown_places(graph))
    return found or tuple(_without_result(graph))


def _missing(xml: bytes) -> Iterator[Problem]:
    """A dossier is received, decided on, its result entered and handed out: steps for that must be drawn."""
    steps = sequence_in(xml).steps
    kinds = {step.kind for step in steps}
    if steps and steps[0].kind != StepKind.RECEIVE:
        yield Problem(steps[0].code, _("Bước đầu tiên phải là bước loại “Tiếp nhận”."))
    for kind in (StepKind.APPROVE, StepKind.ISSUE, StepKind.DELIVER):
        if kind not in kinds:
            yield Problem(None, _("Quy trình chưa có bước loại “%(kind)s”.") % {"kind": kind.label})


def _after_result(graph: Graph) -> Iterator[Problem]:
    """With its result a dossier is resolved: it can only be handed out, and then it is closed."""
    for node in graph.nodes.values():
        kind = node.step.kind if node.step and node.kind in HUMAN else ""
        after = [step_at(graph, key).kind for key in next_steps(graph, node.id)] if kind else []
        if kind == StepKind.ISSUE and any(other != StepKind.DELIVER for other in after):
            yield Problem(
                node.id, _("Sau bước ghi kết quả chỉ còn bước trả kết quả; việc khác phải làm trước.")
            )
        if kind == StepKind.DELIVER and (after or _jobs_after(graph, node.id)):
            yield Problem(node.id, _("Trả kết quả là bước cuối: hồ sơ kết thúc ở đó."))


def _jobs_after(graph: Graph, node_id: str) -> bool:
    """Whether the machine has something to do after a step, before anybody works again."""
    todo, seen = [node_id], set[str]()
    while todo:
        for flow in graph.nodes[todo.pop()].outgoing:
            target = graph.nodes[flow.target]
            if target.kind in JOBS:
                return True
            if target.id not in seen and target.kind not in HUMAN:
                seen.add(target.id)
                todo.append(target.id)
    return False


def _beside_result(graph: Graph) -> Iterator[Problem]:
    """The result closes the work of everybody: no branch may still be under way when it is entered or handed out."""
    for node in graph.nodes.values():
        kind = node.step.kind if node.step and node.kind in HUMAN else ""
        others = beside(graph, node) if kind in (StepKind.ISSUE, StepKind.DELIVER) else ()
        if others:
            said = {"name": others[0].name or others[0].id, "kind": StepKind(kind).label}
            yield Problem(
                node.id,
                _(
                    "Bước “%(kind)s” có thể xong khi nhánh song song “%(name)s” còn dở; hãy cho các nhánh"
                    " gặp lại trước bước này."
                )
                % said,
            )


def _without_result(graph: Graph) -> Iterator[Problem]:
    """An end that a dossier could reach without its result would leave it open with nobody at it."""
    todo = [key for key in graph.starts[None] if not graph.nodes[key].listens]
    seen = set(todo)
    while todo:
        node = graph.nodes[todo.pop(0)]
        if node.kind == "end":
            yield Problem(node.id, _("Hồ sơ có thể kết thúc ở đây mà chưa được trả kết quả."))
        if node.step and node.kind in HUMAN and node.step.kind == StepKind.DELIVER:
            continue
        for key in graph.onward(node):
            if key not in seen and (graph.nodes[key].kind != "boundary" or graph.nodes[key].interrupting):
                seen.add(key)
                todo.append(key)


def _unknown_places(graph: Graph) -> Iterator[Problem]:
    for node in graph.nodes.values():
        place = node.step.place if node.step and node.kind in HUMAN else ""
        code = place.removeprefix("agency:")
        if code != place and agencies.agency_with_code(code) is None:
            yield Problem(node.id, _("Không có cơ quan mã “%(code)s”.") % {"code": code})
