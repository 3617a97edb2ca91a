"""What stands under the name of whoever is signed in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from motcua.kernel.ui import menu


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    for order, label, url_name, picture, shelf in (
        (10, _("Đổi mật khẩu"), "identity:password", "key", menu.ACCOUNT),
        (20, _("Phiên làm việc"), "identity:sessions", "screen", menu.ACCOUNT),
        (90, _("Đăng xuất"), "identity:sign_out", "sign-out", menu.LEAVE),
    ):
        menu.register(menu.Entry(label=label, url_name=url_name, order=order, icon=picture, shelf=shelf))
