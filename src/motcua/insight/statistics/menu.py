"""What this app adds to the desk's menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from motcua.insight.statistics.permissions import FEE_ROLES, OVERSEEING_ROLES
from motcua.kernel.ui import menu


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    menu.register(
        menu.Entry(
            label=_("Tình hình giải quyết"),
            url_name="statistics:overview",
            roles=OVERSEEING_ROLES,
            order=30,
            icon="eye",
        )
    )
    menu.register(
        menu.Entry(
            label=_("Biểu 06a"),
            url_name="statistics:report",
            roles=OVERSEEING_ROLES,
            order=40,
            icon="paper",
            shelf=menu.MANAGE,
        )
    )
    menu.register(
        menu.Entry(
            label=_("Phí, lệ phí trong ngày"),
            url_name="statistics:fees",
            roles=FEE_ROLES,
            order=41,
            icon="coin",
            shelf=menu.MANAGE,
        )
    )
