"""The preview of a form that is being worded: on a real dossier the officer may read, marked on every page."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from motcua.casework.dossiers.models import Dossier
from motcua.casework.finding.numbers import is_barcode_number, is_dossier_code
from motcua.casework.handling.desk.page import opened as opened_dossier
from motcua.casework.slips import compose
from motcua.casework.slips.desk.views import as_pdf
from motcua.casework.slips.desk.wording_pages import MAY_WORD, opened, trial_form
from motcua.casework.slips.source import NoSlip
from motcua.directory.agencies.doors import denied
from motcua.kernel.text import nfc


@MAY_WORD
@require_safe
def preview(request: HttpRequest, agency_id: int, number: str, variant: str) -> HttpResponse:
    """`?dossier=` is a code or a barcode number; its slip of this number is printed on the draft."""
    worded = opened(request, agency_id, number, variant)
    found = _asked(request.GET.get("dossier", ""))
    if found is None:
        raise Http404
    dossier = opened_dossier(request, found, f"slip-preview:{number}")
    base = settings.PUBLIC_URL or request.build_absolute_uri("/").rstrip("/")
    try:
        content = compose.render(
            dossier, number, event_id=None, base_url=base, variant=variant, trial=trial_form(worded)
        )
    except NoSlip as failure:
        return denied(request, str(failure))
    return as_pdf(content, f"xem-thu-{number}")


def _asked(text: str) -> int | None:
    """Id of the dossier with this code or barcode number; who may read it is asked elsewhere."""
    said = nfc(text).strip().upper()
    found = Dossier.objects.only("pk")
    if is_dossier_code(said):
        return getattr(found.filter(code=said).first(), "pk", None)
    return getattr(found.filter(barcode=said).first(), "pk", None) if is_barcode_number(said) else None
