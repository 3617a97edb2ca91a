"""Doors to hand-over lists: what went where on a day, and the list to sign and scan."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.casework.finding.actions import reading
from motcua.casework.slips import handing, permissions
from motcua.casework.slips.desk.list_forms import HandOverForm
from motcua.casework.slips.desk.views import as_pdf
from motcua.directory.agencies.doors import officer_required
from motcua.kernel import clock

MAY_HAND_OVER = officer_required(*permissions.HAND_OVER_ROLES)


@MAY_HAND_OVER
@require_safe
def hand_overs(request: HttpRequest) -> HttpResponse:
    """One day of one agency: a list for each agency that got something."""
    form = _asked(request)
    said = form.cleaned_data if form.is_valid() else {}
    batches = handing.batches(said["agency"].pk, said["day"]) if said else []
    shown = {"form": form, "batches": batches, "said": said}
    return render(request, "slips/desk/hand_overs.html", shown, status=422 if form.errors else 200)


@MAY_HAND_OVER
@require_safe
def as_file(request: HttpRequest, to_agency_id: int) -> HttpResponse:
    """The list of what one agency got, on paper."""
    form = _asked(request)
    if not form.is_valid():
        raise Http404
    agency, day = form.cleaned_data["agency"], form.cleaned_data["day"]
    batch = next((b for b in handing.batches(agency.pk, day) if b.to_agency_id == to_agency_id), None)
    if batch is None:
        raise Http404
    reading.note(
        dossier_id=None,
        officer_id=request.officer.pk,
        address=request.META.get("REMOTE_ADDR", ""),
        what=f"hand-over-list:{agency.pk}",
        at=clock.now(),
        why=f"{day} → {to_agency_id}",
    )
    content = handing.render(agency.pk, batch, day=day, officer=request.officer.name, at=clock.now())
    return as_pdf(content, f"ban-giao-{day:%Y%m%d}-{to_agency_id}")


def _asked(request: HttpRequest) -> HandOverForm:
    today = clock.today()
    scope = permissions.hand_over_agencies(request.officer, today)
    return HandOverForm(request.GET.dict(), scope=scope, usual={"day": f"{today:%d/%m/%Y}"})
