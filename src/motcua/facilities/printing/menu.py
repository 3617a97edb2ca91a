"""From the page of a one-stop to its ticket printers; on the page of the hall, the papers that did not come out."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from motcua.directory.agencies.models import OneStop
from motcua.facilities.halls.models import Hall
from motcua.facilities.printing import queries
from motcua.kernel import clock
from motcua.kernel.ui import panels


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    panels.register("one_stop.head", _link, 50)
    panels.register("floor.trouble", _unprinted, 50)


def _link(request: HttpRequest, one_stop: OneStop) -> str:
    """The page it stands on is open to its administrators only."""
    return render_to_string("printing/parts/link.html", {"one_stop": one_stop})


def _unprinted(request: HttpRequest, hall: Hall) -> str:
    """Nothing while every paper came out. The page it stands on is open to who runs the hall only."""
    jobs = list(queries.unprinted_in(hall.pk, clock.now()))
    shown = {"hall": hall, "jobs": jobs, "back": request.path}
    return render_to_string("printing/parts/unprinted.html", shown, request) if jobs else ""
