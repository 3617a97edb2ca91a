"""The editor's rows ready to be shown: options with the chosen one marked, problems at their row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from motcua.facilities.bpmn.reading import Problem
from motcua.facilities.bpmn.table.rows import ALL, ANY, JOB, row_of
from motcua.facilities.designer.choices import Clock, Holder, Kind, Where
from motcua.facilities.designer.desk.rows import Sheet, Written
from motcua.facilities.workflow import jobs

Options = list[tuple[str, str, bool]]  # value, label, is chosen


@dataclass(frozen=True)
class ShownRow:
    """A row of the form with everything its fields need."""

    index: int
    written: Written
    kinds: Options
    roles: Options
    places: Options
    clocks: Options
    meets: Options
    problems: list[str]
    is_focus: bool
    is_last: bool

    @property
    def number(self) -> int:
        return self.index + 1

    @property
    def is_open(self) -> bool:
        """Whether its second half says something beyond the usual."""
        texts = self.written.texts
        said = any(texts[name].strip() for name in ("form", "slip", "question", "agency", "law"))
        unusual = texts["meets"] == ALL or texts["clock"] not in ("", "continue")
        return bool(said or unusual or self.written.ways or self.problems)


def shown(sheet: Sheet, problems: Iterable[Problem]) -> list[ShownRow]:
    found = list(problems)
    last = len(sheet.rows) - 1
    return [
        ShownRow(
            index=index, written=row,
            kinds=kinds(row.texts["kind"]), roles=options(Holder, row.texts["role"]),
            places=options(Where, row.texts["place"]), clocks=options(Clock, row.texts["clock"]),
            meets=_meets(row.texts["meets"]),
            problems=[problem.message for problem in found if row_of(problem.element) == row.code.strip()],
            is_focus=sheet.focus == index, is_last=index == last,
        )
        for index, row in enumerate(sheet.rows)
    ]  # fmt: skip


def kinds(chosen: str) -> Options:
    """What people do at a step, then what the machine can do there."""
    machine = [(JOB + kind.code, _("Máy: %(what)s") % {"what": kind.label}) for kind in jobs.kinds()]
    found = [(value, str(label)) for value, label in Kind.choices] + machine
    if chosen not in dict(found):
        found.insert(0, (chosen, chosen or "–"))
    return [(value, label, value == chosen) for value, label in found]


def options(choices: type[TextChoices], chosen: str) -> Options:
    """What is chosen stays, even if there is no such choice (an imported file said so)."""
    found = [(value, str(label), value == chosen) for value, label in choices.choices]
    if chosen not in choices.values:
        found.insert(0, (chosen, chosen or "–", True))
    return found


def _meets(chosen: str) -> Options:
    return [
        (ANY, _("Làm ngay khi tới"), chosen != ALL),
        (ALL, _("Chờ đủ các nhánh song song"), chosen == ALL),
    ]


@dataclass(frozen=True)
class ShownProblem:
    """A line of the summary: with a link to its row, if it is about one."""

    message: str
    row: int | None
    name: str


def summary(sheet: Sheet, problems: Iterable[Problem]) -> list[ShownProblem]:
    places = {row.code.strip(): index for index, row in enumerate(sheet.rows)}
    found = []
    for problem in problems:
        index = places.get(row_of(problem.element) or "")
        name = "" if index is None else sheet.rows[index].texts["name"] or sheet.rows[index].code
        found.append(ShownProblem(problem.message, index, name))
    return found
