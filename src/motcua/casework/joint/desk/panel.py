"""What the dossier page shows of a joint procedure: the parts with their trail, or the whole a part belongs to."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.models import Dossier
from motcua.casework.joint import queries
from motcua.kernel import clock


def parts_panel(request: HttpRequest, dossier: Dossier) -> str:
    """Nothing for a dossier that stands alone. Only parts the officer may read are links."""
    today, officer = clock.today(), request.officer  # type: ignore[attr-defined]
    part = queries.part_of(dossier.pk)
    if part is not None:
        context = {"part": part, "can_read": permissions.can_read(officer, part.whole, today)}
        return render_to_string("joint/desk/whole.html", context, request)
    parts = queries.parts_of(dossier)
    if not parts:
        return ""
    context = {
        "rows": [
            (one, permissions.can_read(officer, one.dossier, today), queries.trail_of(one)) for one in parts
        ],
        "due_at": queries.due_of_whole(dossier, parts),
        "is_later": bool(
            dossier.due_at and (queries.due_of_whole(dossier, parts) or dossier.due_at) > dossier.due_at
        ),
    }
    return render_to_string("joint/desk/parts.html", context, request)
