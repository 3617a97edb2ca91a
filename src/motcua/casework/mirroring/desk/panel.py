"""What the dossier page says where an outside system owns the state."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from motcua.casework.dossiers.choices import NOT_ACCEPTED
from motcua.casework.dossiers.models import Dossier
from motcua.casework.mirroring import permissions, queries
from motcua.casework.mirroring.choices import CLOSED
from motcua.kernel import clock
from motcua.kernel.ui import panels


def home_panel(request: HttpRequest, dossier: Dossier) -> str:
    """A mark on every such dossier, and the way to enter its state."""
    system = queries.home_system_of(dossier)
    if not system:
        return ""
    is_open = dossier.status not in CLOSED and dossier.status not in NOT_ACCEPTED
    may_mirror = permissions.may_mirror(request.officer, dossier, clock.today())  # type: ignore[attr-defined]
    context = {"dossier": dossier, "system": system, "may_mirror": is_open and may_mirror}
    return render_to_string("mirroring/panel.html", context, request)


def public_panel(request: HttpRequest, dossier: Dossier) -> str:
    """The applicant is told who says so."""
    system = queries.home_system_of(dossier)
    return render_to_string("mirroring/public.html", {"system": system}, request) if system else ""


def install() -> None:
    """Called once when the app is ready."""
    panels.register("dossiers.top", home_panel, 55)
    panels.register("tracking.dossier", public_panel, 20)
