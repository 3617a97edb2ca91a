"""Two agencies together in the demo: papers on their way to another agency, and one joint application."""

from __future__ import annotations

import hashlib
from datetime import datetime
from decimal import Decimal
from random import Random

from motcua.casework.dossiers import actions as dossiers
from motcua.casework.dossiers.actions import By
from motcua.casework.dossiers.intake import ComponentEntry, Intake
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.terms import components_for, limit_text
from motcua.casework.handling.demo import Place
from motcua.casework.handling.demo_people import parties
from motcua.casework.handovers.actions import dispatch_list, make_list
from motcua.casework.handovers.models import PaperMove
from motcua.casework.joint.actions import link_procedure
from motcua.directory.procedures.models import ProcedureVersion
from motcua.facilities.bpmn.table import Row, Table, to_xml
from motcua.facilities.workflow.actions import assign_process, new_process, publish_version, save_draft
from motcua.kernel import clock
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import worker

_NAME = "Nhóm liên thông minh họa xã – sở"
_FIRST_PERSON = 900_000  # numbers no other invented person bears
_FAR = 3
_LISTED = 2


def make_together(commune: Place, department: Place, at: datetime) -> None:
    """Three dossiers received in the commune for the department, two of them on a list that has left; and a
    joint application whose part waits at the department."""
    with clock.frozen_at(at):
        chance = Random(_FIRST_PERSON)
        theirs = _with_limit(department, at)
        mine = [one for one in _with_limit(commune, at) if one not in theirs]
        if not theirs or not mine:
            return
        for number in range(_FAR):
            _accept(commune, theirs[0], department.competent.pk, at, (chance, number))
        worker.drain(at=at)
        _send_list(commune, department, at)
        _join(commune, department, mine[-1], theirs[0], at)
        whole = _accept(commune, mine[-1], commune.competent.pk, at, (chance, _FAR))
        dossiers.hand_over(dossier_id=whole.pk, by=_by(commune, "intake_officer", at))
        dossiers.hand_over(dossier_id=whole.pk, by=_by(commune, "case_officer", at))
        worker.drain(at=at)


def _with_limit(place: Place, at: datetime) -> list[ProcedureVersion]:
    return [
        version
        for version in place.versions
        if limit_text(version, agency_id=place.competent.pk, channel=1, at=at)
    ]


def _by(place: Place, role: str, at: datetime) -> By:
    where = place.center if role == "intake_officer" else place.competent
    return By(place.officers[role][0].pk, where.pk, at)


def _accept(
    commune: Place, version: ProcedureVersion, competent_id: int, at: datetime, person: tuple[Random, int]
) -> Dossier:
    chance, number = person
    entries = tuple(
        ComponentEntry(component_id=asked.pk, kind="original" if asked.original_qty else "copy")
        for asked in components_for(version.pk, None)
    )
    put_down = Intake(
        procedure_version_id=version.pk, procedure_case_id=None, receiving_agency_id=commune.center.pk,
        competent_agency_id=competent_id, components=entries, mandate="Giấy ủy quyền mẫu",
        parties=parties(chance, _FIRST_PERSON + number, commune.commune),
    )  # fmt: skip
    by = _by(commune, "intake_officer", at)
    dossier = dossiers.draft_dossier(intake=put_down, by=by)
    return dossiers.accept_dossier(dossier_id=dossier.pk, by=by)


def _send_list(commune: Place, department: Place, at: datetime) -> None:
    waiting = PaperMove.objects.filter(from_agency=commune.center, to_agency=department.competent)
    ids = list(waiting.values_list("pk", flat=True)[:_LISTED])
    if not ids:
        return
    by = _by(commune, "intake_officer", at)
    made = make_list(from_id=commune.center.pk, to_id=department.competent.pk, move_ids=ids, by=by)
    dispatch_list(list_id=made.pk, by=by)


def _join(
    commune: Place, department: Place, lead: ProcedureVersion, linked: ProcedureVersion, at: datetime
) -> None:
    """The commune's procedure with a step at which the department settles its own."""
    today, here = at.astimezone(VIETNAM).date(), "competent"
    there = f"agency:{department.competent.code}"
    table = Table(
        "nhom_minh_hoa", _NAME,
        (
            Row("receive", "Tiếp nhận", "receive", "intake_officer", "receiving", Decimal(2)),
            Row("appraise", "Thẩm định tại xã", "appraise", "case_officer", here, Decimal(8)),
            Row("department", "Sở giải quyết thủ tục liên thông", "consult", "case_officer", there, Decimal(40)),
            Row("approve", "Ký duyệt trả chung", "approve", "approver", here, Decimal(4)),
            Row("issue", "Ghi kết quả", "issue", "clerk", here, Decimal(4)),
            Row("deliver", "Trả kết quả", "deliver", "intake_officer", "receiving", Decimal(0)),
        ),
    )  # fmt: skip
    process = new_process(name=_NAME, owner_id=commune.competent.pk, at=at)
    xml = to_xml(table)
    version = save_draft(process=process, xml=xml)
    publish_version(
        version_id=version.pk, sha256=hashlib.sha256(xml).hexdigest(), decision="01/QĐ-MINHHOA", valid_from=today,
        at=at, actor_id=commune.officers["approver"][0].pk,
    )  # fmt: skip
    assign_process(
        agency_id=commune.competent.pk, procedure_id=lead.procedure_id, process=version.process,
        valid_from=today, at=at,
    )  # fmt: skip
    link_procedure(
        lead=lead.procedure, step="department", procedure=linked.procedure, valid_from=today, at=at
    )
