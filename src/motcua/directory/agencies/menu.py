"""What this app adds to the desk's menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from motcua.directory.agencies.choices import Role
from motcua.kernel.ui import menu


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    everyone = tuple(role.value for role in Role)
    menu.register(
        menu.Entry(
            label=_("Cơ quan"),
            url_name="agencies:agencies",
            roles=everyone,
            order=71,
            icon="building",
            shelf=menu.MANAGE,
        )
    )
