"""Dossiers accepted before processes were drawn are put onto theirs, where they stand."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers.actions.endings import DECIDE_WITHDRAWAL
from motcua.casework.dossiers.actions.recording import By, locked, record
from motcua.casework.dossiers.actions.standing import when
from motcua.casework.dossiers.choices import Status
from motcua.casework.dossiers.events import ProcessLaid
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.terms import step_kind
from motcua.facilities.workflow import actions as workflow
from motcua.facilities.workflow.changes import Change, Spot


def lay_on_processes(at: datetime) -> int:
    """Every running dossier that has no run yet; how many. A second time does nothing."""
    waiting = Dossier.objects.filter(
        accepted_at__isnull=False,
        ended_at__isnull=True,
        process_run__isnull=True,
        process_version__isnull=False,
    )
    ids = list(waiting.order_by("id").values_list("id", flat=True))
    for pk in ids:
        _lay(pk, at)
    return len(ids)


@transaction.atomic
def _lay(dossier_id: int, at: datetime) -> None:
    dossier = locked(dossier_id)
    if dossier.process_run_id is not None or dossier.process_version_id is None:
        return
    now = when(dossier, at)
    places = {"receiving": dossier.receiving_agency_id, "competent": dossier.competent_agency_id}
    moved = workflow.lay_run(
        version_id=dossier.process_version_id, places=places, spot=_spot(dossier), when=now
    )
    change = moved.change
    if dossier.status == Status.WITHDRAWAL:
        held = workflow.hold(
            run_id=moved.run_id, node=DECIDE_WITHDRAWAL, role="approver",
            agency_id=dossier.competent_agency_id, when=now,
        )  # fmt: skip
        change = Change(put=tuple(held.spots.values()))
    stated = ProcessLaid(
        process_version_id=dossier.process_version_id, process_run_id=moved.run_id, run=change.to_json()
    )
    record(dossier, stated, By(None, dossier.competent_agency_id, at), moved=moved)


def _spot(dossier: Dossier) -> Spot:
    return Spot(
        number=1,
        node=dossier.step,
        kind="ready",
        step_kind=step_kind(dossier),
        role=dossier.holder_role,
        agency_id=dossier.holder_agency_id,
        officer_id=dossier.holder_officer_id,
        since=dossier.step_since,
        step_due_at=dossier.step_due_at,
    )
