"""What the dossier page shows of its paper: where it is, and until when it must be there."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpRequest
from django.template.loader import render_to_string

from motcua.casework.dossiers.models import Dossier
from motcua.casework.handovers import permissions, queries
from motcua.casework.handovers.choices import OPEN, Moved, MoveState
from motcua.kernel import clock


def paper_panel(request: HttpRequest, dossier: Dossier) -> str:
    """Every carrying of its paper, oldest first; nothing where all stays in one house."""
    rows = queries.of_dossier(dossier)
    if not rows:
        return ""
    move = rows[-1][0]
    is_waiting_result = (move.moved, move.state) == (Moved.RESULT, MoveState.WAITING)
    may_send = permissions.may_send(request.officer, move.from_agency_id, clock.today())  # type: ignore[attr-defined]
    context = {
        "rows": rows,
        "now": clock.now(),
        "open_states": OPEN,
        "droppable": move if is_waiting_result and may_send else None,
        "client_id": uuid4(),
    }
    return render_to_string("handovers/desk/panel.html", context, request)
