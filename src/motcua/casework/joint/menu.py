"""What joint procedures put into the shells: a menu entry, panels of the dossier page and the applicant's page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from motcua.casework.joint.desk.panel import parts_panel
from motcua.casework.joint.portal.panel import parts_panel as public_panel
from motcua.directory.agencies.choices import Role
from motcua.kernel.ui import menu, panels


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    menu.register(
        menu.Entry(
            label=_("Thủ tục liên thông"),
            url_name="joint:groups",
            roles=(Role.SYSTEM_ADMIN,),
            order=66,
            icon="link",
            shelf=menu.MANAGE,
        )
    )
    panels.register("dossiers.top", parts_panel, 60)
    panels.register("tracking.dossier", public_panel)
