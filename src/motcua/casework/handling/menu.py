"""What dossiers put into the shells: menu entries, the search box, panels of the first pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from motcua.casework.handling.desk import corrections, listing, moving, work
from motcua.kernel.ui import menu, panels


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    menu.register(
        menu.Entry(
            label=_("Việc của tôi"),
            url_name="dossiers:work",
            order=10,
            icon="inbox",
            counter=listing.waiting,
            key="Alt+V",
        )
    )
    menu.register(menu.Entry(label=_("Tìm hồ sơ"), url_name="dossiers:find", order=20, icon="search"))
    menu.search_at("dossiers:find")
    panels.register("desk.home", corrections.corrections_panel, 5)
    panels.register("desk.home", work.home_panel, 10)
    panels.register("designer.version", moving.link_panel)
    panels.register("dossiers.work", corrections.corrections_panel)
