from __future__ import annotations

from datetime import datetime

from motcua.casework.dossiers import actions as dossiers
from motcua.casework.dossiers.actions import By
from motcua.casework.dossiers.choices import ComponentKind, IntakeChannel
from motcua.casework.dossiers.intake import ComponentEntry, Intake
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries import latest_statement, parties_of
from motcua.casework.dossiers.terms import components_for
from motcua.casework.joint.events import PartOpened
from motcua.casework.joint.models import LinkedProcedure, Part
from motcua.directory.procedures.models import ProcedureVersion
from motcua.directory.procedures.queries import version_in_force
from motcua.facilities.bpmn.errors import BpmnError
from motcua.facilities.workflow.changes import Spot
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log


class NoVersion(dossiers.DossierRefusal):
    """Thủ tục liên thông chưa có phiên bản hiệu lực nên chưa lập được hồ sơ thành phần."""


def open_part(whole: Dossier, spot: Spot, link: LinkedProcedure, at: datetime) -> Part:
    """A dossier of its own for what the agency of a step settles: own code, process and clock.

    It is taken in by the system for the same people with what they handed in, and stands at the
    other agency at once. Raises NoVersion, and what accepting raises.
    """
    version = version_in_force(link.procedure_id, at.astimezone(VIETNAM).date())
    if version is None:
        raise NoVersion
    by = By(None, whole.receiving_agency_id, at)
    intake = _intake(whole, version, spot.agency_id or whole.competent_agency_id)
    dossier = dossiers.draft_dossier(intake=intake, by=by)
    is_counted = not _counts_already(whole, dossier.competent_agency_id)
    part = Part.objects.create(
        whole=whole, dossier=dossier, spot=spot.number, step=spot.node, is_counted=is_counted, opened_at=at
    )
    stated = PartOpened(
        dossier_id=dossier.pk, spot=spot.number, step=spot.node, agency_id=dossier.competent_agency_id,
        is_counted=is_counted,
    )  # fmt: skip
    log.publish(stated, subject=part.subject, happened_at=at, agency_id=whole.competent_agency_id)
    dossiers.accept_dossier(dossier_id=dossier.pk, by=by)
    _leave_the_counter(dossier, by)
    return part


def _intake(whole: Dossier, version: ProcedureVersion, competent_id: int) -> Intake:
    """What was handed in for the whole serves the part too: nothing is asked for twice."""
    return Intake(
        procedure_version_id=version.pk,
        procedure_case_id=None,
        receiving_agency_id=whole.receiving_agency_id,
        competent_agency_id=competent_id,
        support_point_id=whole.support_point_id,
        intake_channel=_channel(version, whole),
        delivery_choice=whole.delivery_choice,
        parties=parties_of(whole),
        components=tuple(
            ComponentEntry(component_id=asked.pk, kind=ComponentKind.REUSED.value)
            for asked in components_for(version.pk, None)
            if asked.is_required
        ),
        matter=latest_statement(whole, "intake").get("matter", ""),
    )


def _channel(version: ProcedureVersion, whole: Dossier) -> int:
    """The whole's way of filing where the linked procedure publishes a limit for it, else the counter's."""
    names = {IntakeChannel.COUNTER: "counter", IntakeChannel.ONLINE: "online", IntakeChannel.POST: "post"}
    asked = IntakeChannel(whole.intake_channel)
    has_own = version.channels.filter(kind=names[asked], time_limits__isnull=False).exists()
    return asked.value if has_own else IntakeChannel.COUNTER.value


def _counts_already(whole: Dossier, agency_id: int) -> bool:
    """An agency counts one application once, however many parts of it it settles."""
    if whole.competent_agency_id == agency_id:
        return True
    return Part.objects.filter(whole=whole, is_counted=True, dossier__competent_agency=agency_id).exists()


def _leave_the_counter(dossier: Dossier, by: By) -> None:
    """Nobody at the counter has anything to do with it; where its process branches there, somebody must choose."""
    try:
        dossiers.hand_over(dossier_id=dossier.pk, by=by)
    except BpmnError:
        return
