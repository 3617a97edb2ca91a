"""The first page of the desk and the living page of its components."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.channels.desk import living
from motcua.directory.identity.doors import account_required
from motcua.kernel.ui.icons import ICONS

SAMPLES = ("workbench", "citizen", "hall")


@account_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for this officer: panels registered for the slot `desk.home`."""
    return render(request, "desk/home.html")


@account_required
@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for whoever writes or checks pages."""
    shown = {
        "form": living.filled_form(),
        "faulty": living.faulty_form(),
        "steps": living.STEPS,
        "due_at": living.DUE_AT,
        "numbered": living.middle_page(),
        "icons": ICONS,
        "samples": SAMPLES,
    }
    return render(request, "desk/components.html", shown)


@account_required
@require_safe
def sample(request: HttpRequest, name: str) -> HttpResponse:
    """The components put together as a whole page of each shell."""
    if name not in SAMPLES:
        raise Http404
    shown = {"form": living.filled_form(), "steps": living.STEPS, "due_at": living.DUE_AT}
    return render(request, f"desk/sample_{name}.html", shown)
