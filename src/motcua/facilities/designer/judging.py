"""Judging a file: whether it can be taken in as a draft, whether it could be published, and what stands against it."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.facilities.bpmn.checking import check
from motcua.facilities.bpmn.compiling import compile_process
from motcua.facilities.bpmn.errors import BadDiagram
from motcua.facilities.bpmn.graph import Graph
from motcua.facilities.bpmn.reading import Problem, read
from motcua.facilities.workflow.rules import ROLES


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
    """Never raises, whatever the bytes are."""
    try:
        graph = compile_process(read(data))
    except BadDiagram as bad:
        return Judgement(None, (Problem(None, str(bad)),))
    return Judgement(graph, check(graph, ROLES))
