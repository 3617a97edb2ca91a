"""What stands between a table and a drawing."""

from __future__ import annotations

from motcua.facilities.bpmn.reading import Problem


class BadTable(ValueError):
    """Bảng bước chưa vẽ được thành quy trình."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(" ".join(problem.message for problem in problems))
        self.problems = problems


class NoTable(ValueError):
    """Quy trình này không hiện được dưới dạng bảng bước."""

    def __init__(self, message: str, element: str | None = None) -> None:
        super().__init__(message)
        self.element = element
