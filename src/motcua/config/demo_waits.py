"""A dossier of the demo whose clock stands: a council wants it completed, and that is the applicant's time."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions import By
from motcua.casework.dossiers.intake import ComponentEntry, Intake
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.terms import components_for, limit_text
from motcua.casework.handling.demo import Place
from motcua.casework.handling.demo_people import parties
from motcua.directory.procedures.models import ProcedureVersion
from motcua.facilities.bpmn.table import to_xml
from motcua.facilities.designer import library
from motcua.facilities.workflow.actions import assign_process, copy_process, publish_version
from motcua.kernel import clock
from motcua.kernel.clock import VIETNAM

_PERSON = 910_000  # a number no other invented person bears
# Who takes it on to where the council has met.
_ROLES = ("intake_officer", "case_officer", "division_head")
_AGO = timedelta(days=6)


def make_wait(place: Place, at: datetime) -> Dossier | None:
    """A procedure of the office put onto the library's process with a council; one dossier waits in it since days.

    None where the office has no procedure with a limit to spare.
    """
    begun = at - _AGO
    limited = [
        one for one in place.versions if limit_text(one, agency_id=place.competent.pk, channel=1, at=begun)
    ]
    if len(limited) < 2:
        return None
    version = limited[-1]
    with clock.frozen_at(begun):
        _draw(place, version, begun)
        dossier = _accepted(place, version, begun)
    for number, role in enumerate(_ROLES):
        then = begun + number * timedelta(hours=1)
        with clock.frozen_at(then):
            said = {"outcome": "amend"} if role == "division_head" else {}
            dossier = actions.hand_over(dossier_id=dossier.pk, by=_by(place, role, then), said=said)
    return dossier


def _draw(place: Place, version: ProcedureVersion, at: datetime) -> None:
    practice, today = library.BY_CODE["council"], at.astimezone(VIETNAM).date()
    drawn = copy_process(
        xml=to_xml(practice.table), name=practice.title, owner_id=place.competent.pk, agencies={}, at=at
    )
    publish_version(
        version_id=drawn.pk, sha256=drawn.sha256, decision="02/QĐ-MINHHOA", valid_from=today, at=at,
        actor_id=place.officers["approver"][0].pk,
    )  # fmt: skip
    assign_process(
        agency_id=place.competent.pk, procedure_id=version.procedure_id, process=drawn.process,
        valid_from=today, at=at,
    )  # fmt: skip


def _accepted(place: Place, version: ProcedureVersion, at: datetime) -> Dossier:
    entries = tuple(
        ComponentEntry(component_id=asked.pk, kind="original" if asked.original_qty else "copy")
        for asked in components_for(version.pk, None)
    )
    put_down = Intake(
        procedure_version_id=version.pk, procedure_case_id=None, receiving_agency_id=place.center.pk,
        competent_agency_id=place.competent.pk, components=entries, mandate="Giấy ủy quyền mẫu",
        parties=parties(Random(_PERSON), _PERSON, place.commune),
    )  # fmt: skip
    by = _by(place, "intake_officer", at)
    dossier = actions.draft_dossier(intake=put_down, by=by)
    return actions.accept_dossier(dossier_id=dossier.pk, by=by)


def _by(place: Place, role: str, at: datetime) -> By:
    where = place.center if role == "intake_officer" else place.competent
    return By(place.officers[role][0].pk, where.pk, at)
