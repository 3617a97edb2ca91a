"""What this app adds to the desk's menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from motcua.directory.agencies.permissions import ADMIN_ROLES, LENDABLE_ROLES
from motcua.directory.staff.desk import agency_panels
from motcua.kernel.ui import menu, panels


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    menu.register(
        menu.Entry(
            label=_("Cán bộ"),
            url_name="staff:officers",
            roles=tuple(sorted(ADMIN_ROLES)),
            order=70,
            icon="people",
            shelf=menu.MANAGE,
        )
    )
    menu.register(
        menu.Entry(
            label=_("Vắng mặt, người thay"),
            url_name="staff:absences",
            order=74,
            icon="calendar",
            shelf=menu.MANAGE,
        )
    )
    menu.register(
        menu.Entry(
            label=_("Ủy quyền"),
            url_name="staff:delegations",
            roles=tuple(sorted(LENDABLE_ROLES)),
            order=75,
            icon="people",
            shelf=menu.MANAGE,
        )
    )
    panels.register("agency.aside", agency_panels.secondments, 10)
