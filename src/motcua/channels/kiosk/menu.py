"""What this shell adds to the pages of others."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from motcua.facilities.halls.models import Hall
from motcua.kernel.ui import panels


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    panels.register("floor.head", display_link)


def display_link(request: HttpRequest, hall: Hall) -> str:
    """From the page of who runs a hall to what people there see."""
    return render_to_string("kiosk/parts/display_link.html", {"hall": hall}, request)
