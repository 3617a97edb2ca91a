"""What this app adds to the menus of officers and citizens."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from motcua.kernel.ui import menu


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    menu.register(
        menu.Entry(
            label=_("Thủ tục"), url_name="procedures:procedures", order=60, icon="law", shelf=menu.MANAGE
        )
    )
    menu.register(
        menu.Entry(
            label=_("Mọi thủ tục hành chính"),
            url_name="procedures_public:search",
            order=30,
            icon="list",
            shelf=menu.PORTAL,
            hint=_("Giấy tờ cần nộp, thời hạn, phí, nơi nộp"),
        )
    )
