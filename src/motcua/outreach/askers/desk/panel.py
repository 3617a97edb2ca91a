"""On the page of a dialogue: who was told of the change, whom to call."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpRequest
from django.template.loader import render_to_string

from motcua.casework.dialogue.models import Dialogue
from motcua.outreach.askers import queries


def told_panel(request: HttpRequest, *, dialogue: Dialogue, **_page: object) -> str:
    """Nothing while the day stands as it was announced."""
    counts = queries.told_of(dialogue)
    if not counts:
        return ""
    calls = [(call, uuid4()) for call in queries.calls_of(dialogue)]
    shown = {"dialogue": dialogue, "calls": calls, "counts": counts}
    return render_to_string("askers/panel.html", shown, request)
