"""On the desk's first page: what will be late unless it is finished, or apologised for, today."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from motcua.kernel import clock
from motcua.outreach.notifications import queries

MOST_SHOWN = 10


def late_panel(request: HttpRequest) -> str:
    """For who holds the dossier and for who signs apologies; nothing where nothing is due."""
    rows = queries.reminders_for(request.officer, clock.now())  # type: ignore[attr-defined]
    if not rows:
        return ""
    context = {"rows": rows[:MOST_SHOWN], "more": max(len(rows) - MOST_SHOWN, 0)}
    return render_to_string("notifications/desk/late.html", context, request)
