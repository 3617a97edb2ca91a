"""What the dossier page shows of messages: what the applicant was told, and when."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpRequest
from django.template.loader import render_to_string

from motcua.casework.dossiers.models import Dossier
from motcua.kernel import clock
from motcua.outreach.notifications import permissions, queries
from motcua.outreach.notifications.desk.showing import shown


def told_panel(request: HttpRequest, dossier: Dossier) -> str:
    """The messages of a dossier, newest last, and whether its people want letters."""
    rows = shown(queries.of_dossier(dossier.pk))
    serves = permissions.may_call(request.officer, dossier.receiving_agency_id, clock.today())  # type: ignore[attr-defined]
    has_mail = any(party.email for party in dossier.parties.all())
    if not rows and not (serves and has_mail):
        return ""
    context = {
        "dossier": dossier,
        "rows": rows,
        "may_wish": serves and has_mail and not dossier.is_ended,
        "refuses": queries.refuses_mail(dossier.pk),
        "client_id": uuid4(),
    }
    return render_to_string("notifications/desk/told.html", context, request)
