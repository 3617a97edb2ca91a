"""What this app adds to the desk's menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from motcua.kernel.ui import menu


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    menu.register(
        menu.Entry(
            label=_("Quy trình"), url_name="designer:processes", order=72, icon="handover", shelf=menu.MANAGE
        )
    )
