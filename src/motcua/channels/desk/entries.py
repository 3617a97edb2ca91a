"""What the desk's shell puts into its own menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from motcua.channels.desk.log_views import waiting_count
from motcua.directory.agencies.choices import Role
from motcua.kernel.ui import menu


def install() -> None:
    """Called once at start-up."""
    menu.register(
        menu.Entry(
            label=_("Việc bị kẹt"),
            url_name="desk:stuck",
            roles=(Role.SYSTEM_ADMIN,),
            order=90,
            icon="clock",
            counter=waiting_count,
            shelf=menu.MANAGE,
        )
    )
