"""What this app adds to the desk's menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from motcua.facilities.halls.permissions import SUPERVISING
from motcua.kernel.ui import menu

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
