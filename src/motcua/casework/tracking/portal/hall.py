"""The hall screen: dossiers of a one-stop by masked code and progress; nothing personal on a wall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.casework.dossiers import queries
from motcua.casework.dossiers.choices import RUNNING, Status
from motcua.casework.dossiers.models import Dossier
from motcua.directory.agencies import queries as agencies
from motcua.facilities.papers.codes import qr_svg
from motcua.kernel import clock

MOST_READY = 8
MOST_RUNNING = 12


@dataclass(frozen=True)
class Row:
    """One dossier on the wall: `place` of `whole` steps; `state` is late, stands, waiting, withdrawn or empty."""

    code: str
    step: str
    place: int
    whole: int
    state: str
    due_at: datetime | None


def masked(code: str | None) -> str:
    """`H27.15-261120-0037` → `…1120-0037`: enough for its owner to know it."""
    return f"…{code[code.index('-') + 1 :][-9:]}" if code and "-" in code else ""


@never_cache
@require_safe
def hall(request: HttpRequest, code: str) -> HttpResponse:
    """What is ready to collect, and what is on its way, at the one-stop of an agency."""
    agency = agencies.agency_with_code(code)
    if agency is None:
        raise Http404
    mine = Dossier.objects.filter(receiving_agency_id=agency.pk, code__isnull=False)
    at = clock.now()
    ready = mine.filter(status=Status.RESOLVED.value).order_by("-resolved_at")
    running = mine.filter(status__in=[status.value for status in RUNNING]).select_related("process_version")
    served = agencies.served_by(agency.pk)
    context = {
        "agency": agency,
        "now": at,
        "ready": [masked(one) for one in ready.values_list("code", flat=True)[:MOST_READY]],
        "ready_more": max(ready.count() - MOST_READY, 0),
        "running": [_row(dossier, at) for dossier in running.order_by("-step_since", "-id")[:MOST_RUNNING]],
        "running_more": max(running.count() - MOST_RUNNING, 0),
        "topics": sorted({agency.pk, served.pk if served else agency.pk}),
        "qr": mark_safe(qr_svg(request.build_absolute_uri(reverse("dossiers_public:lookup")))),  # noqa: S308  drawn here
    }
    return render(request, "tracking/hall.html", context)


def _row(dossier: Dossier, at: datetime) -> Row:
    sequence = dossier.process_version.sequence if dossier.process_version else None
    codes = [step.code for step in sequence.steps] if sequence else []
    place = codes.index(dossier.step) + 1 if dossier.step in codes else 0
    return Row(
        masked(dossier.code),
        queries.step_name(dossier),
        place,
        len(codes),
        _state(dossier, at),
        dossier.due_at,
    )


def _state(dossier: Dossier, at: datetime) -> str:
    if dossier.is_overdue(at):
        return "late"
    if dossier.clock_stopped_at is not None:
        return "stands"
    return {"supplement": "waiting", "withdrawal": "withdrawn"}.get(dossier.status, "")
