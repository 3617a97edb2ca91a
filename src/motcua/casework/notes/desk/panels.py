"""Notes on the dossier page, and mentions on the first page of the desk."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from motcua.casework.dossiers.models import Dossier
from motcua.casework.notes import queries
from motcua.casework.notes.desk.pages import SHOWN, mentions_of, note_form, told
from motcua.casework.notes.permissions import own_agencies
from motcua.kernel import clock


def dossier_panel(request: HttpRequest, *, dossier: Dossier, **_page: Any) -> str:
    """The newest notes of the officer's own agency, and the form for another."""
    places = own_agencies(request.officer, clock.today())  # type: ignore[attr-defined]
    if not places:
        return ""
    found = queries.notes_of(dossier.pk, places)
    newest = list(found.order_by("-id")[:SHOWN])
    context = {
        "dossier": dossier,
        "notes": told(newest),
        "form": note_form(request, dossier),
        "more": found.count() - len(newest),
    }
    return render_to_string("notes/desk/panel.html", context, request)


def home_panel(request: HttpRequest) -> str:
    """Notes that call this officer and wait to be seen; nothing where there are none."""
    rows = mentions_of(request, 5)
    return render_to_string("notes/desk/home.html", {"rows": rows}, request) if rows else ""
