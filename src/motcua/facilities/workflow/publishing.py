"""What stands against publishing a drawing for dossiers: the drawing itself, and what every dossier needs of it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from motcua.directory.agencies import queries as agencies
from motcua.facilities.bpmn.checking import check
from motcua.facilities.bpmn.concurrency import beside
from motcua.facilities.bpmn.errors import BadDiagram
from motcua.facilities.bpmn.graph import HUMAN, Graph
from motcua.facilities.bpmn.reading import Problem
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
    if found := check(graph, ROLES):
        return found
    return (*_missing(xml), *_after_result(graph), *_beside_result(graph), *_unknown_places(graph))


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
        if kind == StepKind.DELIVER and after:
            yield Problem(node.id, _("Trả kết quả là bước cuối: hồ sơ kết thúc ở đó."))


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


def _unknown_places(graph: Graph) -> Iterator[Problem]:
    for node in graph.nodes.values():
        place = node.step.place if node.step and node.kind in HUMAN else ""
        code = place.removeprefix("agency:")
        if code != place and agencies.agency_with_code(code) is None:
            yield Problem(node.id, _("Không có cơ quan mã “%(code)s”.") % {"code": code})
