"""What tracking puts into the shells: the citizens' way to their dossier."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from motcua.kernel.ui import menu


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    menu.register(
        menu.Entry(
            label=_("Tra cứu hồ sơ"),
            hint=_("Xem hồ sơ đã đến đâu, bằng mã trên giấy hẹn"),
            url_name="dossiers_public:lookup",
            order=5,
            icon="qr",
            shelf=menu.PORTAL,
        )
    )
