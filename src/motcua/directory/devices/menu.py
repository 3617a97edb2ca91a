"""What this app adds to the page of a one-stop."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from motcua.directory.agencies import permissions
from motcua.directory.agencies.models import OneStop
from motcua.directory.devices import queries
from motcua.kernel import clock
from motcua.kernel.ui import panels


def install() -> None:
    """Called once by the app's `AppConfig.ready`."""
    panels.register("one_stop.side", one_stop_panel, order=20)


def one_stop_panel(request: HttpRequest, *, one_stop: OneStop) -> str:
    """How many devices there are, and the way to them."""
    if not permissions.may_equip(request.officer, one_stop.agency_id, clock.today()):  # type: ignore[attr-defined]
        return ""
    standing = queries.devices_of(one_stop.pk).filter(revoked_at__isnull=True).count()
    return render_to_string("devices/parts/panel.html", {"one_stop": one_stop, "standing": standing}, request)
