"""From the page of a one-stop to its ticket printers."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from motcua.directory.agencies.models import OneStop
from motcua.kernel.ui import panels


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    panels.register("one_stop.head", _link, 50)


def _link(request: HttpRequest, one_stop: OneStop) -> str:
    """The page it stands on is open to its administrators only."""
    return render_to_string("printing/parts/link.html", {"one_stop": one_stop})
