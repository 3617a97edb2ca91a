"""What this app puts on the citizens' first page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from motcua.kernel.ui import menu


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    menu.register(menu.Entry(label=_("Lấy số trên điện thoại"), hint=_("Lấy số thứ tự từ xa, xem trước mình còn mấy người"), url_name="queueing_public:halls", order=22, icon="phone", shelf=menu.PORTAL))  # fmt: skip
    menu.register(menu.Entry(label=_("Gọi số có đúng lượt không"), hint=_("Tỷ lệ gọi không theo thứ tự ở mỗi nơi, với lý do"), url_name="queueing_public:shares", order=38, icon="chart", shelf=menu.PORTAL))  # fmt: skip
