"""What slips put into the shells: panels of pages, lists to print, the words on slips."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from motcua.casework.slips import permissions
from motcua.casework.slips.desk.guidances import link_panel
from motcua.casework.slips.desk.panels import control_panel, given_panel, offer_panel
from motcua.directory.agencies.permissions import ADMIN_ROLES
from motcua.kernel.ui import menu, panels


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    panels.register("dossiers.top", offer_panel)
    panels.register("dossiers.story", control_panel)
    panels.register("dossiers.slips", given_panel)
    panels.register("procedure.head", link_panel)
    menu.register(
        menu.Entry(
            label=_("Danh sách bàn giao"),
            url_name="slips:hand_overs",
            roles=permissions.HAND_OVER_ROLES,
            order=36,
            icon="list",
            shelf=menu.MANAGE,
        )
    )
    menu.register(
        menu.Entry(
            label=_("Sổ theo dõi hồ sơ"),
            url_name="slips:registers",
            roles=permissions.REGISTER_ROLES,
            order=37,
            icon="list",
            shelf=menu.MANAGE,
        )
    )
    menu.register(
        menu.Entry(
            label=_("Mẫu phiếu"),
            url_name="slips:wordings",
            roles=tuple(sorted(ADMIN_ROLES)),
            order=74,
            icon="printer",
            shelf=menu.MANAGE,
        )
    )
