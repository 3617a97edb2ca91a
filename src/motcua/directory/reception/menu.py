"""What this app adds to the desk's menu, and to the page of an agency."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from motcua.directory.agencies import permissions
from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.models import Agency, OneStop
from motcua.directory.agencies.permissions import ADMIN_ROLES
from motcua.kernel import clock
from motcua.kernel.ui import menu, panels


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    menu.register(
        menu.Entry(
            label=_("Bộ phận Một cửa"),
            url_name="reception:one_stops",
            roles=tuple(sorted(ADMIN_ROLES)),
            order=72,
            icon="gate",
            shelf=menu.MANAGE,
        )
    )
    menu.register(
        menu.Entry(
            label=_("Lịch làm việc"),
            url_name="reception:calendar",
            roles=tuple(role.value for role in Role),
            order=73,
            icon="calendar",
            shelf=menu.MANAGE,
        )
    )
    panels.register("agency.head", _links, 10)


def _links(request: HttpRequest, agency: Agency) -> str:
    """From the page of an agency to its work calendar and, for who keeps them, to its counters."""
    may_equip = permissions.may_equip(request.officer, agency.pk, clock.today())  # type: ignore[attr-defined]
    one_stop = OneStop.objects.filter(agency=agency).first() if may_equip else None
    return render_to_string("reception/parts/agency_links.html", {"agency": agency, "one_stop": one_stop})
