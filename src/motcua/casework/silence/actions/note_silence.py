from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers.actions.recording import By, locked, record
from motcua.casework.dossiers.choices import RUNNING
from motcua.casework.silence import queries
from motcua.casework.silence.events import LimitPassed
from motcua.casework.silence.models import Silence
from motcua.facilities.workflow import queries as processes


def note_silences(at: datetime) -> int:
    """State of every opinion whose limit has passed that no answer came; how many there were.

    Each once and in its own transaction. After days without a worker the fact tells the limit that
    passed, and that it was noted later.
    """
    return sum(_note(dossier_id, number, at) for dossier_id, number in queries.passed(at))


@transaction.atomic
def _note(dossier_id: int, number: int, at: datetime) -> bool:
    """Law: NĐ 118/2025, Điều 19.4 (T15). An answer that was faster leaves nothing to say."""
    dossier = locked(dossier_id)
    run_id = dossier.process_run_id or 0
    spot = processes.spots_of(run_id).get(number)
    if dossier.status not in RUNNING or spot is None or spot.is_held:
        return False
    limit = spot.step_due_at
    if limit is None or limit > at or not queries.concerns(dossier, spot.step_kind, spot.agency_id):
        return False
    if Silence.objects.filter(run_id=run_id, number=number, answer_by=limit).exists():
        return False
    asked = spot.agency_id or 0
    Silence.objects.create(
        dossier=dossier, run_id=run_id, number=number, asked_agency_id=asked, answer_by=limit, noted_at=at
    )
    stated = LimitPassed(spot=number, asked_agency_id=asked, answer_by=limit.isoformat())
    record(dossier, stated, By(None, dossier.competent_agency_id, at))
    return True
