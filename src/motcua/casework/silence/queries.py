"""Which opinions stay out: limits that have passed, and what was said of them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.lookups import In

from motcua.casework.dossiers.choices import IN_PROCESS, RUNNING
from motcua.casework.dossiers.models import Dossier
from motcua.casework.silence.models import Silence
from motcua.facilities.workflow.changes import ASIDE
from motcua.facilities.workflow.models import Token
from motcua.kernel.prepared import PreparedIn

# The kind of a drawn step at which somebody is asked.
CONSULT = "consult"
MOST_SHOWN = 20
_STANDING = Token.objects.filter(kind="ready", is_held=False)


def passed(at: datetime) -> list[tuple[int, int]]:
    """(dossier, number of the place) of opinions whose limit has passed and of which nothing was said, oldest first.

    A step drawn for another agency has no limit that runs while the dossier waits for its applicant;
    what an officer asked has the one that was set in the request.
    """
    noted = Silence.objects.filter(
        run_id=OuterRef("run"), number=OuterRef("number"), answer_by=OuterRef("step_due_at")
    )
    found = (
        _STANDING.filter(step_kind__in=(ASIDE, CONSULT), step_due_at__lte=at)
        .filter(~Exists(noted))
        .order_by("step_due_at", "id")
        .values_list("run_id", "number", "step_kind", "agency_id")
    )
    tokens = list(found)
    rows = Dossier.objects.filter(process_run__in={run for run, *_ in tokens}, status__in=RUNNING)
    dossiers = {
        row.process_run_id: row for row in rows.only("process_run_id", "status", "competent_agency_id")
    }
    return [
        (dossiers[run].pk, number)
        for run, number, kind, agency_id in tokens
        if run in dossiers and concerns(dossiers[run], kind, agency_id)
    ]


def concerns(dossier: Dossier, step_kind: str, agency_id: int | None) -> bool:
    """Whether a place waits for the opinion of another agency, with a limit that runs now."""
    if step_kind == ASIDE:
        return True
    elsewhere = agency_id not in (None, dossier.competent_agency_id, dossier.receiving_agency_id)
    return step_kind == CONSULT and elsewhere and dossier.status in IN_PROCESS


def unanswered() -> QuerySet[Silence]:
    """Silences that last: the answer may still come, and is taken."""
    waiting = _STANDING.filter(
        run=OuterRef("run_id"), number=OuterRef("number"), step_due_at=OuterRef("answer_by")
    )
    found = Silence.objects.filter(Exists(waiting), run_id=F("dossier__process_run"))
    return found.select_related("dossier__procedure_version").order_by("answer_by", "id")


def first_shown_to(*, leading: Collection[int], receiving: Collection[int]) -> list[Silence]:
    """To the agencies that lead every silence, to the one-stops those they were told of; the first of them.

    Asked above every list, and nearly always there is none: only what is found is read whole.
    """
    ids = [pk for (pk,) in _SHOWN(leading=leading, receiving=receiving)]
    return list(unanswered().filter(pk__in=ids)) if ids else []


def _shown(leading: list[Any], receiving: list[Any]) -> QuerySet[Silence, Any]:
    leads = Q(In(F("dossier__competent_agency_id"), leading))
    told = Q(In(F("dossier__receiving_agency_id"), receiving), told_at__isnull=False)
    return unanswered().select_related(None).filter(leads | told).values_list("pk")[:MOST_SHOWN]


_SHOWN = PreparedIn(_shown, "leading", "receiving")


def of_dossier(dossier: Dossier) -> list[Silence]:
    """What a dossier still waits for past its limit."""
    return list(unanswered().filter(dossier=dossier))


def within(agency_ids: Collection[int]) -> QuerySet[Silence]:
    """Silences met by dossiers that these agencies decide."""
    return unanswered().filter(dossier__competent_agency__in=agency_ids)
