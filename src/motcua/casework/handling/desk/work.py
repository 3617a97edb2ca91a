"""My work: what waits for this officer, soonest due first; and finding any dossier."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse

from motcua.casework.dossiers import permissions, queries
from motcua.casework.dossiers.choices import IN_PROCESS, Status
from motcua.casework.dossiers.models import Dossier
from motcua.casework.handling import holding, narrowing
from motcua.casework.handling.desk import drawing
from motcua.casework.handling.desk.listing import Listing, my_work, offer_acts, roles_of
from motcua.casework.handling.finding import found_by
from motcua.directory.agencies.doors import officer_required
from motcua.kernel import clock

HOME_SIZE = 10
SOON = narrowing.SOON


@officer_required()
def work(request: HttpRequest) -> HttpResponse:
    """Open dossiers that wait for one of this officer's roles, narrowed by what the address asks."""
    listing = Listing(request, request.GET)
    if request.GET.get("part"):
        return JsonResponse({"rows": {row.row_key: row.said.stamp for row in shown(listing.rows())}})
    kept = listing.kept()
    first = next((row for row in kept if row.is_default and row.officer_id == request.officer.pk), None)
    if first is not None and not request.GET:
        return redirect(f"{reverse('dossiers:work')}?{first.query}")
    page = listing.page()
    page.object_list = drawn(page.object_list)
    offer_acts(page.object_list, request)
    context = {"rows": page, "listing": listing, "kept": kept, "places": _places(request)}
    return render(request, "dossiers/desk/work.html", context | listing.choices())


def _places(request: HttpRequest) -> list[int]:
    """Agencies whose changes may change this list."""
    return sorted({agency for agency, _role in roles_of(request)})


def shown(dossiers: Iterable[Dossier]) -> list[Dossier]:
    """The rows of a list, each knowing its owner, its address, whether it is late, and all that it `said`."""
    at, rows = clock.now(), list(dossiers)
    names = {status: str(Status(status).label) for status in {row.status for row in rows}}
    for dossier in rows:
        if not hasattr(dossier, "owner_name"):
            dossier.owner_name = next((one.name for one in dossier.parties.all() if one.role == "owner"), "")
        dossier.address = drawing.address_of(dossier.pk)
        dossier.is_late = dossier.is_overdue(at)
        dossier.is_soon = _is_soon(dossier, at)
        dossier.status_name = names[dossier.status]
        dossier.step_name = queries.step_name(dossier)
    holding.tell(rows, at.astimezone(clock.VIETNAM).date())
    for row in rows:
        row.row_key = f"{row.pk}:{getattr(row, 'listed_spot', '')}"
        row.said = drawing.said(row)
    return rows


def drawn(dossiers: Iterable[Dossier]) -> list[Dossier]:
    """The same for a page: each with its `cells`."""
    rows = shown(dossiers)
    for row in rows:
        row.cells = drawing.cells(row.said)
    return rows


def _is_soon(dossier: Dossier, at: datetime) -> bool:
    """Due within a day, and somebody of the office has to do something for it."""
    due_at = dossier.running_due_at
    return dossier.status in IN_PROCESS and due_at is not None and at <= due_at < at + SOON


@officer_required()
def find(request: HttpRequest) -> HttpResponse:
    """Search by code, barcode number, name without diacritics, phone or identity number."""
    asked = request.GET.get("q", "")[:200].strip()
    readable = permissions.readable_agencies(request.officer, clock.today())
    status = request.GET.get("status", "")
    status = status if status in Status.values else ""
    found = found_by(asked, agency_ids=readable, status=status) if asked else []
    if len(found) == 1 and asked.replace(" ", "").isdigit():
        return redirect("dossiers:page", dossier_id=found[0].pk)
    context = {"rows": drawn(found), "asked": asked, "statuses": Status.choices, "status": status}
    return render(request, "dossiers/desk/find.html", context)


def home_panel(request: HttpRequest) -> str:
    """The first rows of my work on the desk's home page."""
    found = my_work(request)[:HOME_SIZE]
    return render_to_string("dossiers/desk/work_panel.html", {"rows": drawn(found)}, request)
