"""What this app adds to the desk's menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from motcua.directory.agencies.permissions import ADMIN_ROLES
from motcua.kernel.ui import menu


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    menu.register(
        menu.Entry(
            label=_("Sảnh lấy số"),
            url_name="halls:halls",
            roles=tuple(sorted(ADMIN_ROLES)),
            order=74,
            icon="gate",
            shelf=menu.MANAGE,
        )
    )
