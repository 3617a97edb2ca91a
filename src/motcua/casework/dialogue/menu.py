"""What dialogues put into the shells: the portal's way in and the desk's list."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from motcua.casework.dialogue import permissions
from motcua.kernel.ui import menu


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    menu.register(menu.Entry(label=_("Đối thoại với Nhân dân"), hint=_("Lịch đối thoại, gửi câu hỏi trước, xem lời hứa đã làm đến đâu"), url_name="dialogue_public:listing", order=36, icon="people", shelf=menu.PORTAL))  # fmt: skip
    menu.register(menu.Entry(label=_("Đối thoại với Nhân dân"), url_name="dialogue:listing", roles=permissions.WATCHERS, order=47, icon="people", shelf=menu.MANAGE))  # fmt: skip
