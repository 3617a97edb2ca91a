"""Slips as PDF, made from the log each time they are asked for."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from motcua.casework.handling.desk.page import opened
from motcua.casework.slips import compose
from motcua.casework.slips.source import NoSlip
from motcua.directory.agencies.doors import officer_required


@officer_required()
def slip(request: HttpRequest, dossier_id: int, number: str) -> HttpResponse:
    """One slip; `?event=` picks an earlier one, `?paper=80mm` the thermal form of the receipt."""
    dossier = opened(request, dossier_id, f"slip:{number}")
    asked = request.GET.get("event", "")
    event_id = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else None
    variant = "80mm" if request.GET.get("paper") == "80mm" else ""
    base = settings.PUBLIC_URL or request.build_absolute_uri("/").rstrip("/")
    try:
        content = compose.render(dossier, number, event_id=event_id, base_url=base, variant=variant)
    except NoSlip as failure:
        raise Http404(str(failure)) from failure
    return as_pdf(content, f"{number}-{dossier.barcode}")


def as_pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF to be shown in the browser and kept nowhere on the way."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer
