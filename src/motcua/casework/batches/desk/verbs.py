"""What each verb in numbers does with one row, and what it refuses because somebody has to choose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.casework.batches.queries import outcomes_of
from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions import By, DossierRefusal
from motcua.casework.dossiers.models import Dossier
from motcua.facilities.workflow.changes import Spot
from motcua.facilities.workflow.choices import StepKind
from motcua.facilities.workflow.decisions import decisions

# Verbs of one kind of step are offered where such a step is on the list.
ONLY_AT = {"approve": StepKind.APPROVE, "record_result": StepKind.ISSUE}
LABELS = {
    "take_over": _("Nhận bàn giao"),
    "hand_over": _("Chuyển sang bước tiếp theo"),
    "approve": _("Phê duyệt"),
    "record_result": _("Ghi kết quả, chuyển về Một cửa"),
    "assign": _("Phân công"),
}


class ChooseYourself(DossierRefusal):
    """Bước này có nhiều hướng đi; hãy mở hồ sơ để chọn."""


class NameYourself(DossierRefusal):
    """Thủ tục không công bố đúng một loại kết quả; hãy mở hồ sơ để ghi."""


@dataclass(frozen=True)
class Task:
    """One row: the dossier, the spot, who does it, and what was said for it."""

    dossier: Dossier
    spot: Spot
    by: By
    said: Mapping[str, Any]


def do(verb: str, task: Task) -> Dossier:
    """Do a verb with one row; raises what the verb raises, ChooseYourself and NameYourself."""
    return _DO[verb](task)


def _refuse_choice(task: Task) -> None:
    version, node = task.dossier.process_version, task.spot.node
    if version is not None and node in version.graph.nodes and len(decisions(version.graph, node)) > 1:
        raise ChooseYourself


def _take_over(task: Task) -> Dossier:
    return actions.take_over(dossier_id=task.dossier.pk, by=task.by, spot=task.spot.number)


def _hand_over(task: Task) -> Dossier:
    _refuse_choice(task)
    return actions.hand_over(dossier_id=task.dossier.pk, by=task.by, spot=task.spot.number)


def _approve(task: Task) -> Dossier:
    _refuse_choice(task)
    return actions.approve(dossier_id=task.dossier.pk, by=task.by, spot=task.spot.number)


def _record_result(task: Task) -> Dossier:
    outcome = outcomes_of([task.dossier]).get(task.dossier.pk)
    if outcome is None:
        raise NameYourself
    outcome = replace(outcome, number=task.said.get("number", ""))
    return actions.record_result(dossier_id=task.dossier.pk, by=task.by, outcome=outcome)


def _assign(task: Task) -> Dossier:
    officer_id = task.said["officer_id"]
    return actions.assign(
        dossier_id=task.dossier.pk, by=task.by, spot=task.spot.number, officer_id=officer_id
    )


_DO: dict[str, Callable[[Task], Dossier]] = {
    "take_over": _take_over,
    "hand_over": _hand_over,
    "approve": _approve,
    "record_result": _record_result,
    "assign": _assign,
}
