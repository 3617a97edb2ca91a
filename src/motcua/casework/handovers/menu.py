"""What paper on its way puts into the shells: a menu entry, panels of the first page and of the dossier page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from motcua.casework.handovers import permissions
from motcua.casework.handovers.desk.overview import incoming, late_panel
from motcua.casework.handovers.desk.panel import paper_panel
from motcua.kernel.ui import menu, panels


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    menu.register(
        menu.Entry(
            label=_("Chuyển hồ sơ giấy"),
            url_name="handovers:overview",
            roles=permissions.ROLES,
            order=35,
            icon="truck",
            shelf=menu.MANAGE,
            counter=incoming,
        )
    )
    panels.register("dossiers.aside", paper_panel, 20)
    panels.register("desk.home", late_panel, 6)
