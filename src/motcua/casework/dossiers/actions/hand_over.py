from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from motcua.casework.dossiers.actions.recording import By, DossierRefusal, allow, locked, record, say
from motcua.casework.dossiers.actions.standing import (
    AlreadyDone,
    present,
    run_of,
    serves,
    spot_of,
    went_to,
    when,
)
from motcua.casework.dossiers.events import DossierApproved, DossierHandedOver, DossierTakenOver
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.ports import objection_to
from motcua.casework.dossiers.rules import timeliness
from motcua.facilities.bpmn.errors import BpmnError, NotReady
from motcua.facilities.workflow import actions as workflow
from motcua.facilities.workflow import queries as processes
from motcua.facilities.workflow.actions import Moved
from motcua.facilities.workflow.changes import Spot
from motcua.facilities.workflow.choices import StepKind

# Steps that end by a verb of their own.
_OWN_VERB = (StepKind.APPROVE, StepKind.ISSUE, StepKind.DELIVER)


class WrongStep(DossierRefusal):
    """Việc này không thuộc bước hiện tại của hồ sơ."""


class NotOfTheirRole(DossierRefusal):
    """Cán bộ được chọn không giữ vai trò của bước tiếp theo tại cơ quan đó."""


class AlreadyTaken(DossierRefusal):
    """Hồ sơ này đã có người nhận bàn giao."""


@transaction.atomic
def hand_over(
    *, dossier_id: int, by: By, to_officer_id: int | None = None, note: str = "",
    spot: int | None = None, said: Mapping[str, Any] | None = None,
) -> Dossier:  # fmt: skip
    """Finish a step and pass the dossier on, to the next step's role or to one officer of it (or who stands in).

    `spot` is the place in the process the officer works at (else the one that speaks for the
    dossier), `said` what the officer decided where the process branches.

    Law: NĐ 118/2025, Điều 18.2 and 20.1a; every hand-over is a row of Mẫu 06.
    """
    dossier = locked(dossier_id)
    allow("hand_over", dossier)
    here = spot_of(dossier, spot)
    if here.step_kind in _OWN_VERB:
        raise WrongStep("Bước này kết thúc bằng phê duyệt, ghi hoặc trả kết quả, không phải chuyển bước.")
    if reason := objection_to("finish_step", (dossier, here)):
        raise WrongStep(reason)
    receiver = present(to_officer_id, by)
    moved = _done(dossier, here, by, said, receiver)
    named = {pk for pk in (to_officer_id, receiver) if pk is not None}
    if not all(serves(pk, put, by) for pk in named for put in _come(moved)):
        raise NotOfTheirRole
    _record_handed_over(dossier, here, moved, by, note)
    return dossier


def _record_handed_over(dossier: Dossier, here: Spot, moved: Moved, by: By, note: str) -> None:
    stated = DossierHandedOver(
        from_step=here.node,
        timeliness=timeliness(by.at, here.step_due_at),
        run=moved.to_json(),
        **went_to(dossier, moved),
    )
    record(dossier, stated, by, [say(dossier, "note", {"text": note})] if note else (), moved=moved)


def _done(
    dossier: Dossier, here: Spot, by: By, said: Mapping[str, Any] | None, to: int | None = None
) -> Moved:
    try:
        return workflow.complete_step(
            run_id=run_of(dossier), number=here.number, said=said or {}, to=to, when=when(dossier, by.at)
        )
    except NotReady:
        raise AlreadyDone from None
    except BpmnError as stuck:
        raise WrongStep(str(stuck)) from stuck


def _come(moved: Moved) -> list[Spot]:
    return [spot for spot in moved.change.put if spot.kind == "ready"]


def _comes_to(moved: Moved, kind: str) -> bool:
    """At once, or as soon as the machine has done what lies between."""
    if any(put.kind == "job" for put in moved.change.put):
        return kind in processes.comes_to(moved.run_id)
    return any(put.step_kind == kind for put in _come(moved))


@transaction.atomic
def take_over(*, dossier_id: int, by: By, spot: int | None = None) -> Dossier:
    """Take a handed-over dossier on; the same officer again changes nothing."""
    dossier = locked(dossier_id)
    allow("take_over", dossier)
    here = spot_of(dossier, spot)
    if here.officer_id == by.officer_id:
        return dossier
    if here.officer_id is not None:
        raise AlreadyTaken
    moved = workflow.hand_to(
        run_id=run_of(dossier), number=here.number, officer_id=by.officer_id, when=when(dossier, by.at)
    )
    stated = DossierTakenOver(step=here.node, officer_id=by.officer_id or 0, run=moved.to_json())
    record(dossier, stated, by, moved=moved)
    return dossier


@transaction.atomic
def approve(
    *, dossier_id: int, by: By, note: str = "", spot: int | None = None, said: Mapping[str, Any] | None = None
) -> Dossier:
    """The approver decides: the dossier goes on to be numbered and sealed, or back the way the process says."""
    dossier = locked(dossier_id)
    allow("approve", dossier)
    here = spot_of(dossier, spot)
    if here.step_kind != StepKind.APPROVE:
        raise WrongStep("Hồ sơ chưa đến bước phê duyệt.")
    moved = _done(dossier, here, by, said)
    if not _comes_to(moved, StepKind.ISSUE):
        _record_handed_over(dossier, here, moved, by, note)
        return dossier
    where = went_to(dossier, moved)
    where.pop("to_officer_id")
    stated = DossierApproved(
        from_step=here.node, timeliness=timeliness(by.at, here.step_due_at), run=moved.to_json(), **where
    )
    record(dossier, stated, by, [say(dossier, "note", {"text": note})] if note else (), moved=moved)
    return dossier
