"""What messages put into the shells: a menu entry, a panel on the dossier page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from motcua.directory.agencies.choices import Role
from motcua.kernel.ui import menu, panels
from motcua.outreach.notifications.desk.late import late_panel
from motcua.outreach.notifications.desk.messages import stopped_count
from motcua.outreach.notifications.desk.panel import told_panel


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    menu.register(
        menu.Entry(
            label=_("Báo tin"),
            url_name="notifications:list",
            roles=(Role.INTAKE_OFFICER, Role.AGENCY_ADMIN),
            order=30,
            icon="message",
            counter=stopped_count,
            shelf=menu.MANAGE,
        )
    )
    panels.register("dossiers.aside", told_panel, 30)
    panels.register("desk.home", late_panel, 5)
