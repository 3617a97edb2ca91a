"""The look-up screen of the hall: a dossier by its barcode, a procedure by its name; nothing stays behind.

What is personal shows only after the PIN, and never in an address: the answer to a form is the page itself.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.casework.dossiers import queries as dossiers
from motcua.casework.dossiers.models import Dossier
from motcua.casework.finding.actions import reading
from motcua.casework.finding.numbers import is_barcode_number, is_dossier_code
from motcua.casework.tracking import progress
from motcua.casework.tracking.actions.look_up import NotFound, TooManyTries, look_up
from motcua.casework.tracking.portal.hall import masked
from motcua.casework.tracking.portal.views import tracked
from motcua.directory.devices.doors import device_required
from motcua.directory.procedures import queries as procedures
from motcua.directory.procedures.showing import shown
from motcua.facilities.papers.codes import qr_svg
from motcua.kernel import clock
from motcua.kernel.text import UnreadableText, clean

FOUND_SHOWN = 8
LETTERS = "ABCDEGHIKLMNOPQRSTUVXY"


@device_required("lookup")
@require_safe
def look_up_home(request: HttpRequest) -> HttpResponse:
    """Scan, type or search."""
    return _screen(request, "kiosk/lookup.html", {"typed": ""})


@device_required("lookup")
@require_POST
def dossier(request: HttpRequest) -> HttpResponse:
    """Where a dossier stands: without the PIN its progress alone, with it what its applicant may read."""
    code = _code(request.POST.get("code", ""))
    if not code:
        return _screen(request, "kiosk/lookup.html", {"typed": "", "error": _no_code()}, status=422)
    if "pin" in request.POST:
        return _opened(request, code)
    found = Dossier.objects.filter(**_named(code)).select_related("receiving_agency").first()
    if found is None or found.code is None:
        return _screen(request, "kiosk/lookup.html", {"typed": code, "error": NotFound.__doc__}, status=404)
    context = {
        "typed": code, "masked": masked(found.code), "headline": progress.headline(found, clock.now()),
        "step": dossiers.step_name(found), "dossier": found,
    }  # fmt: skip
    return _screen(request, "kiosk/lookup_short.html", context)


def _no_code() -> str:
    return _("Mã trên giấy hẹn có 12 chữ số dưới mã vạch, hoặc dạng H27.15-261120-0037.")


def _code(text: str) -> str:
    """A code as it may be typed or scanned; "" for what cannot be one."""
    try:
        said = clean(text[:60]).upper().replace(" ", "")
    except UnreadableText:
        return ""
    return said if is_barcode_number(said) or is_dossier_code(said) else ""


def _named(code: str) -> dict[str, str]:
    return {"barcode": code} if is_barcode_number(code) else {"code": code}


def _opened(request: HttpRequest, code: str) -> HttpResponse:
    pin = "".join(sign for sign in request.POST.get("pin", "")[:12] if sign.isascii() and sign.isdigit())
    address, at = request.META.get("REMOTE_ADDR", ""), clock.now()
    try:
        found = look_up(code=code, pin=pin, address=address, at=at)
    except (NotFound, TooManyTries) as failure:
        status = 404 if isinstance(failure, NotFound) else 429
        return _screen(request, "kiosk/lookup.html", {"typed": code, "error": str(failure)}, status=status)
    reading.note(dossier_id=found, officer_id=None, address=address, what="tracking:kiosk", at=at)
    row = dossiers.for_reading().get(pk=found)
    phone = request.build_absolute_uri(reverse("dossiers_public:by_token", args=[row.lookup_token]))
    context = tracked(row, at) | {"qr": mark_safe(qr_svg(phone))}  # noqa: S308  drawn here
    return _screen(request, "kiosk/lookup_dossier.html", context)


@device_required("lookup")
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Procedures by words without marks; no word shows those most asked for first."""
    asked = request.GET.get("q", "")[:80].strip()
    found = procedures.search(
        asked, on=clock.today(), filters=procedures.Filters(), limit=FOUND_SHOWN, offset=0
    )
    return _screen(request, "kiosk/search.html", {"asked": asked, "found": found, "letters": LETTERS})


@device_required("lookup")
@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """Papers, time and fee of one procedure, to print or to take along on a telephone."""
    known = procedures.procedure_with_code(code)
    current = procedures.version_in_force(known.pk, clock.today()) if known else None
    said = shown(current.pk, clock.today()) if current else None
    if said is None:
        raise Http404
    phone = request.build_absolute_uri(reverse("procedures_public:procedure", args=[said.code]))
    return _screen(request, "kiosk/procedure.html", {"said": said, "qr": mark_safe(qr_svg(phone))})  # noqa: S308


def _screen(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    is_large = request.GET.get("chu") == "to" or request.POST.get("chu") == "to"
    said = {"device": request.device, "now": clock.now(), "is_large": is_large} | context  # type: ignore[attr-defined]
    return render(request, template, said, status=status)
