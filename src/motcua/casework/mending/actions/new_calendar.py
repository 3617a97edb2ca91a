"""A new calendar moves the day by which an open correction has to be back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.casework.deadlines import calendars
from motcua.casework.deadlines.time_rules import due_by_rule
from motcua.casework.dossiers.actions.recording import By, locked, record
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries import CORRECTION_DATED
from motcua.casework.mending.actions.corrections import RULE
from motcua.casework.mending.events import CorrectionMoved
from motcua.directory.agencies.models import Agency
from motcua.kernel.events import log


def move_corrections(at: datetime) -> int:
    """Every open correction reported before `at`, by the calendar known then; how many moved. Again moves none."""
    open_ = Dossier.objects.filter(correct_by__isnull=False).order_by("pk")
    return sum(_move(pk, at) for pk in list(open_.values_list("pk", flat=True)))


@transaction.atomic
def _move(dossier_id: int, at: datetime) -> bool:
    """Law: NĐ 118/2025, Điều 23.1 (T12): the three days are working days, counted from the report."""
    dossier = locked(dossier_id)
    dated = [event for event in log.of(dossier.subject) if event.kind in CORRECTION_DATED]
    if dossier.correct_by is None or dated[-1].happened_at >= at:
        return False
    calendar, reference = calendars.in_force(Agency.objects.get(pk=dossier.competent_agency_id), at)
    reported = [event for event in dated if event.kind == "dossiers.wrong_result_reported"][-1]
    correct_by = due_by_rule(RULE, reported.happened_at, calendar).due_at
    if correct_by == dossier.correct_by:
        return False
    stated = CorrectionMoved(
        number=dossier.correction_count,
        calendar=reference,
        previous_correct_by=dossier.correct_by.isoformat(),
        correct_by=correct_by.isoformat(),
    )
    record(dossier, stated, By(None, dossier.competent_agency_id, at))
    return True
