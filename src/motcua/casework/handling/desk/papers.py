"""Papers of a dossier: who may see and add them, and their place on the dossier page."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.models import Dossier
from motcua.casework.handling.desk.page import opened
from motcua.directory.agencies.models import Officer
from motcua.facilities.papers import access
from motcua.kernel import clock
from motcua.kernel.ui import panels

SUBJECT_TYPE = "dossier"


def install() -> None:
    """Called once by the app's `AppConfig.ready`."""
    access.register(SUBJECT_TYPE, access.Access(may_read=_may_read, may_add=_may_add, page_url=_page_url))
    panels.register("dossiers.papers", _panel, 10)


def _may_read(request: HttpRequest, dossier_id: str, what: str) -> bool:
    """Who may open the dossier sees its papers; each look is in the access log."""
    try:
        opened(request, _number(dossier_id), what)
    except Http404:
        return False
    return True


def _may_add(request: HttpRequest, dossier_id: str) -> int | None:
    dossier = Dossier.objects.filter(pk=_number(dossier_id)).first()
    return _adds_for(request.officer, dossier) if dossier else None


def _adds_for(officer: Officer, dossier: Dossier) -> int | None:
    """The one-stop that received it adds papers as long as it runs, and so does whoever holds it."""
    if dossier.is_ended:
        return None
    if permissions.receives(officer, dossier, clock.today()):
        return dossier.receiving_agency_id
    return dossier.holder_agency_id if permissions.is_holder(officer, dossier, clock.today()) else None


def _number(dossier_id: str) -> int:
    """The id as a number no database refuses; 0 is nobody's."""
    return int(dossier_id) if dossier_id.isascii() and dossier_id.isdigit() and len(dossier_id) < 19 else 0


def _page_url(dossier_id: str) -> str:
    return reverse("dossiers:page", args=[_number(dossier_id)])


def _panel(request: HttpRequest, *, dossier: Dossier) -> str:
    may_add = _adds_for(request.officer, dossier) is not None
    return render_to_string("dossiers/desk/papers.html", {"dossier": dossier, "may_add": may_add}, request)
