"""Opinions that stay out, above the work list and on the dossier page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from motcua.casework.dossiers.models import Dossier
from motcua.casework.silence import permissions, queries
from motcua.casework.silence.models import Silence
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.models import Officer
from motcua.kernel import clock


def list_panel(request: HttpRequest) -> str:
    """Nothing where every agency that was asked has answered in time."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    on = clock.today()
    leading = permissions.leading_agencies(officer, on)
    receiving = permissions.receiving_agencies(officer, on)
    found = queries.first_shown_to(leading=leading, receiving=receiving)
    if not found:
        return ""
    return render_to_string("silence/list.html", {"rows": rows(officer, found)}, request)


def dossier_panel(request: HttpRequest, dossier: Dossier) -> str:
    """Whose answer is late, whether the one-stop knows, and the way to tell it."""
    found = queries.of_dossier(dossier) if dossier.process_run_id else []
    if not found:
        return ""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    return render_to_string("silence/notice.html", {"rows": rows(officer, found)}, request)


def rows(officer: Officer, found: Iterable[Silence]) -> list[dict[str, Any]]:
    """Each silence with the name of the agency, and whether this officer may pass it on."""
    silences, on = list(found), clock.today()
    names = agencies.names_of({one.asked_agency_id for one in silences})
    return [
        {
            "silence": one,
            "asked": names.get(one.asked_agency_id, ""),
            "may_tell": one.told_at is None and permissions.may_tell(officer, one.dossier, on),
        }
        for one in silences
    ]
