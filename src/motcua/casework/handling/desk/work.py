"""My work: what waits for this officer, soonest due first; and finding any dossier."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from motcua.casework.dossiers import permissions, queries
from motcua.casework.dossiers.choices import IN_PROCESS, Status
from motcua.casework.dossiers.models import Dossier
from motcua.casework.handling.finding import found_by
from motcua.casework.handling.work_list import work_of
from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies.doors import officer_required
from motcua.kernel import clock

PAGE_SIZE = 20
HOME_SIZE = 10
TO_DO, TO_COLLECT = "viec", "cho-nhan"
VIEWS = {TO_DO: _("Cần làm"), TO_COLLECT: _("Chờ người dân đến nhận")}
SOON = timedelta(days=1)


@officer_required()
def work(request: HttpRequest) -> HttpResponse:
    """Open dossiers that wait for one of this officer's roles; results nobody has collected yet apart."""
    asked = request.GET.get("view", "")
    view = asked if asked in VIEWS else TO_DO
    found = work_of(roles=roles_of(request), officer_id=request.officer.pk, collecting=view == TO_COLLECT)
    page: Page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    page.object_list = shown(page.object_list)
    context = {
        "rows": page,
        "view": view,
        "views": VIEWS.items() if "intake_officer" in request.officer.roles else (),
    }
    return render(request, "dossiers/desk/work.html", context)


def shown(dossiers: Iterable[Dossier]) -> list[Dossier]:
    """The rows of a list, each knowing whether it is late and what its step is called."""
    at = clock.now()
    rows = list(dossiers)
    for dossier in rows:
        dossier.is_late = dossier.is_overdue(at)
        dossier.is_soon = _is_soon(dossier, at)
        dossier.step_name = queries.step_name(dossier)
    return rows


def _is_soon(dossier: Dossier, at: datetime) -> bool:
    """Due within a day, and somebody of the office has to do something for it."""
    return dossier.status in IN_PROCESS and dossier.due_at is not None and at <= dossier.due_at < at + SOON


def roles_of(request: HttpRequest) -> list[tuple[int, str]]:
    """(agency, role) pairs the officer acts in today, those of former agencies with them."""
    return sorted(rights.acting_roles(request.officer, clock.today()))


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
    context = {"rows": shown(found), "asked": asked, "statuses": Status.choices, "status": status}
    return render(request, "dossiers/desk/find.html", context)


def home_panel(request: HttpRequest) -> str:
    """The first rows of my work on the desk's home page."""
    found = work_of(roles=roles_of(request), officer_id=request.officer.pk)[:HOME_SIZE]
    return render_to_string("dossiers/desk/work_panel.html", {"rows": shown(found)}, request)
