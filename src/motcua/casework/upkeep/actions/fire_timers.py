from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers.actions.recording import By, locked, record
from motcua.casework.dossiers.actions.standing import went_to, when
from motcua.casework.dossiers.choices import IN_PROCESS
from motcua.casework.dossiers.events import TimerFired
from motcua.casework.dossiers.models import Dossier
from motcua.facilities.bpmn.errors import BpmnError
from motcua.facilities.workflow import actions as workflow
from motcua.facilities.workflow import queries as processes


def fire_timers(at: datetime) -> int:
    """Let every timer of a drawing that has run out go off, each in its own transaction; how many did."""
    return sum(_fire(run_id, number, at) for run_id, number in processes.timers_due(at))


@transaction.atomic
def _fire(run_id: int, number: int, at: datetime) -> bool:
    """A person who was faster, or a dossier that waits for its applicant, leaves nothing to do."""
    pk = Dossier.objects.filter(process_run_id=run_id).values_list("pk", flat=True).first()
    dossier = locked(pk) if pk is not None else None
    if dossier is None or dossier.status not in IN_PROCESS:
        return False
    spot = processes.spots_of(run_id).get(number)
    if spot is None or spot.fires_at is None or spot.fires_at > at:
        return False
    try:
        moved = workflow.fire_timer(run_id=run_id, number=number, when=when(dossier, at))
    except BpmnError:
        return False
    stated = TimerFired(from_step=spot.node, run=moved.to_json(), **went_to(dossier, moved))
    record(dossier, stated, By(None, dossier.competent_agency_id, at))
    return True
