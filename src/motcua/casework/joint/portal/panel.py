"""What the applicant's page shows of a joint procedure: one thread, with each agency's part in it."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from motcua.casework.dossiers.models import Dossier
from motcua.casework.joint import queries


def parts_panel(request: HttpRequest, dossier: Dossier) -> str:
    """Names of procedures, agencies and states; the codes of parts open nothing."""
    parts = queries.parts_of(dossier)
    if not parts:
        return ""
    context = {"parts": parts, "due_at": queries.due_of_whole(dossier, parts)}
    return render_to_string("joint/portal.html", context, request)
