"""What the agenda puts into the shells."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from motcua.casework.dossiers.permissions import READING_ROLES
from motcua.kernel.ui import menu


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    menu.register(
        menu.Entry(
            label=_("Lịch đến hạn"),
            url_name="agenda:agenda",
            roles=tuple(sorted(READING_ROLES - {"inspector"})),
            order=12,
            icon="calendar",
            shelf=menu.MANAGE,
        )
    )
