"""Judging a file: whether it can be taken in as a draft, whether it could be published, and what stands against it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import DatabaseError
from django.utils.translation import gettext as _

from motcua.facilities.bpmn.errors import BadDiagram
from motcua.facilities.bpmn.graph import Graph
from motcua.facilities.bpmn.reading import Problem
from motcua.facilities.workflow.graphs import graph_in
from motcua.facilities.workflow.publishing import obstacles


@dataclass(frozen=True)
class Judgement:
    """Kết quả kiểm tra: the graph if the file is a drawing at all, and its problems."""

    graph: Graph | None
    problems: tuple[Problem, ...]

    @property
    def is_importable(self) -> bool:
        return self.graph is not None

    @property
    def is_publishable(self) -> bool:
        return self.graph is not None and not self.problems


def judge(data: bytes) -> Judgement:
    """As strict as publishing. Never raises, whatever the bytes are."""
    try:
        graph = graph_in(data)
    except BadDiagram as bad:
        return Judgement(None, (Problem(None, str(bad)),))
    return Judgement(graph, _problems(data))


def _problems(data: bytes) -> tuple[Problem, ...]:
    """A drawing that names an agency is judged where the agencies are."""
    try:
        return obstacles(data)
    except DatabaseError:
        return (Problem(None, _("Chưa tra được mã cơ quan: cơ sở dữ liệu chưa sẵn sàng.")),)
