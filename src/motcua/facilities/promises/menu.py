"""What this app adds to the desk's menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from motcua.facilities.halls.permissions import SUPERVISING
from motcua.facilities.promises.queries import promise_of
from motcua.facilities.queueing.models import Visit
from motcua.kernel.ui import menu, panels

ROLES = tuple(sorted({*SUPERVISING, "system_admin"}))


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    menu.register(
        menu.Entry(
            label=_("Khoảng chờ đã báo"),
            url_name="promises:promises",
            roles=ROLES,
            order=45,
            icon="clock",
            shelf=menu.MANAGE,
        )
    )
    panels.register("ticket.wait", told, order=10)


def told(request: HttpRequest, visit: Visit) -> str:
    """On the ticket of a number that waits: what it was told."""
    promise = promise_of(visit.pk)
    return render_to_string("promises/parts/told.html", {"promise": promise}, request) if promise else ""
