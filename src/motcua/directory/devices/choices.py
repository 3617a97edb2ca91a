"""Kinds of devices, and the addresses below which each kind's pages stand."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DeviceKind(TextChoices):
    """Loại thiết bị tại Bộ phận Một cửa."""

    KIOSK = "kiosk", _("Máy lấy số")
    DISPLAY = "display", _("Bảng gọi số")
    LOOKUP = "lookup", _("Màn hình tra cứu")
    RATING = "rating", _("Máy đánh giá tại quầy")


# A device's cookie is sent below its own address only.
PATHS: dict[str, str] = {
    DeviceKind.KIOSK: "/lay-so/",
    DeviceKind.DISPLAY: "/bang-goi-so/",
    DeviceKind.LOOKUP: "/tra-cuu-tai-cho/",
    DeviceKind.RATING: "/danh-gia-tai-quay/",
}
AT_COUNTERS = frozenset({DeviceKind.DISPLAY, DeviceKind.RATING})
