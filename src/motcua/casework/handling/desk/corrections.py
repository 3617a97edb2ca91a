"""On the desk's first page and above the work list: wrong results that wait for this officer."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from motcua.casework.handling.correcting import corrections_of
from motcua.kernel import clock

MOST_SHOWN = 20


def corrections_panel(request: HttpRequest) -> str:
    """Nothing where no correction is open: most days there is none."""
    at = clock.now()
    found = corrections_of(request.officer, clock.today())  # type: ignore[attr-defined]
    first = list(found.values_list("pk", flat=True)[:MOST_SHOWN])
    if not first:
        return ""
    rows = found.filter(pk__in=first)
    shown = [{"dossier": row, "is_late": row.is_correction_late(at)} for row in rows]
    return render_to_string("dossiers/desk/corrections_panel.html", {"rows": shown}, request)
