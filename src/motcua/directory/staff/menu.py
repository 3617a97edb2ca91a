"""What this app adds to the desk's menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from motcua.directory.agencies.permissions import ADMIN_ROLES
from motcua.kernel.ui import menu


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
