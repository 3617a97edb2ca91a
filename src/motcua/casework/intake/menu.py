"""What intake puts into the shells."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from motcua.facilities.floor import served
from motcua.kernel.ui import menu


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    served.begin_at("intake:choose")
    menu.register(
        menu.Entry(
            label=_("Tiếp nhận"),
            url_name="intake:choose",
            roles=("intake_officer",),
            order=5,
            icon="paper-plus",
            key="Alt+N",
        )
    )
