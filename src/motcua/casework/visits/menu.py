"""What the thread shows on the pages of others."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from motcua.casework.dossiers.models import Dossier
from motcua.casework.visits import queries
from motcua.facilities.queueing.models import Visit
from motcua.kernel import clock
from motcua.kernel.ui import panels


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    panels.register("dossiers.aside", on_dossier, order=40)
    panels.register("ticket.done", on_ticket, order=5)


def on_dossier(request: HttpRequest, dossier: Dossier) -> str:
    """Number, wait and service, for officers who may read the dossier."""
    stay = queries.stay_of(dossier.pk, clock.now())
    return render_to_string("visits/on_dossier.html", {"stay": stay}, request) if stay else ""


def on_ticket(request: HttpRequest, visit: Visit) -> str:
    """The codes of what was taken in, for whoever holds the ticket."""
    codes = queries.codes_of(visit.pk)
    return render_to_string("visits/on_ticket.html", {"codes": codes}, request) if codes else ""
