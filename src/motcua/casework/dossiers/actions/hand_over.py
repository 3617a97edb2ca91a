from __future__ import annotations

from django.db import transaction

from motcua.casework.dossiers import calendars
from motcua.casework.dossiers.actions.recording import By, DossierRefusal, allow, locked, record, say
from motcua.casework.dossiers.events import DossierApproved, DossierHandedOver, DossierTakenOver
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.rules import timeliness
from motcua.casework.dossiers.terms import place_of, sequence_of, step_due_at
from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies.models import Agency, Officer
from motcua.facilities.workflow.choices import StepKind
from motcua.kernel.clock import VIETNAM


class WrongStep(DossierRefusal):
    """Việc này không thuộc bước hiện tại của hồ sơ."""


class NotOfTheirRole(DossierRefusal):
    """Cán bộ được chọn không giữ vai trò của bước tiếp theo tại cơ quan đó."""


class AlreadyTaken(DossierRefusal):
    """Hồ sơ này đã có người nhận bàn giao."""


@transaction.atomic
def hand_over(*, dossier_id: int, by: By, to_officer_id: int | None = None, note: str = "") -> Dossier:
    """Pass a dossier to the next step, to its role or to one officer of it.

    Law: NĐ 118/2025, Điều 18.2 and 20.1a; every hand-over is a row of Mẫu 06.
    """
    dossier = locked(dossier_id)
    allow("hand_over", dossier)
    sequence = sequence_of(dossier)
    here, next_ = sequence.step(dossier.step), sequence.after(dossier.step)
    if here.kind == StepKind.APPROVE or next_ is None:
        raise WrongStep(f"Bước “{here.name}” kết thúc bằng phê duyệt, không phải chuyển bước.")
    place = place_of(dossier, next_)
    if to_officer_id is not None and not _serves(to_officer_id, next_.role, place, by):
        raise NotOfTheirRole
    calendar, _ = calendars.in_force(Agency.objects.get(pk=dossier.competent_agency_id), by.at)
    stated = DossierHandedOver(
        from_step=here.code,
        to_step=next_.code,
        to_role=next_.role,
        to_agency_id=place,
        to_officer_id=to_officer_id,
        timeliness=timeliness(by.at, dossier.step_due_at),
        step_due_at=step_due_at(dossier, next_.code, by.at, calendar),
    )
    record(dossier, stated, by, [say(dossier, "note", {"text": note})] if note else ())
    return dossier


def _serves(officer_id: int, role: str, agency_id: int, by: By) -> bool:
    officer = Officer.objects.filter(pk=officer_id).first()
    return officer is not None and rights.has_role(officer, role, agency_id, by.at.astimezone(VIETNAM).date())


@transaction.atomic
def take_over(*, dossier_id: int, by: By) -> Dossier:
    """Take a handed-over dossier on; the same officer again changes nothing."""
    dossier = locked(dossier_id)
    allow("take_over", dossier)
    if dossier.holder_officer_id == by.officer_id:
        return dossier
    if dossier.holder_officer_id is not None:
        raise AlreadyTaken
    record(dossier, DossierTakenOver(step=dossier.step, officer_id=by.officer_id or 0), by)
    return dossier


@transaction.atomic
def approve(*, dossier_id: int, by: By, note: str = "") -> Dossier:
    """The approver decides; the dossier goes on to be numbered and sealed."""
    dossier = locked(dossier_id)
    allow("approve", dossier)
    sequence = sequence_of(dossier)
    here, next_ = sequence.step(dossier.step), sequence.after(dossier.step)
    if here.kind != StepKind.APPROVE or next_ is None:
        raise WrongStep(f"Hồ sơ đang ở bước “{here.name}”, chưa đến bước phê duyệt.")
    calendar, _ = calendars.in_force(Agency.objects.get(pk=dossier.competent_agency_id), by.at)
    stated = DossierApproved(
        from_step=here.code,
        to_step=next_.code,
        to_role=next_.role,
        to_agency_id=place_of(dossier, next_),
        timeliness=timeliness(by.at, dossier.step_due_at),
        step_due_at=step_due_at(dossier, next_.code, by.at, calendar),
    )
    record(dossier, stated, by, [say(dossier, "note", {"text": note})] if note else ())
    return dossier
