"""What the dossier page shows of slips: the one to print now, those given before, the control slip."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from motcua.casework.dossiers.models import Dossier
from motcua.casework.slips.given import NAMES, given
from motcua.directory.agencies.choices import Role
from motcua.kernel.events.models import Event


def offer_panel(request: HttpRequest, dossier: Dossier) -> str:
    """The slip that the act before this page gave, to be printed now."""
    number = request.GET.get("print", "")
    if number not in NAMES:
        return ""
    context = {
        "dossier": dossier,
        "print": number,
        "print_name": NAMES[number],
        "can_take_in": Role.INTAKE_OFFICER in request.officer.roles,
    }
    return render_to_string("slips/desk/offer.html", context, request)


def control_panel(request: HttpRequest, dossier: Dossier) -> str:
    """The way to the slip that travels with the papers."""
    return render_to_string("slips/desk/control_link.html", {"dossier": dossier}, request)


def given_panel(request: HttpRequest, dossier: Dossier, events: list[Event]) -> str:
    """Slips given so far, each to be printed again as it was."""
    slips = given(events)
    if not slips:
        return ""
    return render_to_string("slips/desk/given.html", {"dossier": dossier, "slips": slips}, request)
