from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """How a printer is reached."""

    NETWORK = "network", _("mạng nội bộ (cổng 9100)")
    DEVICE = "device", _("cáp USB vào máy chủ")
    FAKE = "fake", _("máy in giả lập (trình diễn)")


class JobState(models.TextChoices):
    """Where a printed ticket stands."""

    WAITING = "waiting", _("chờ in")
    SENDING = "sending", _("đang in")
    PRINTED = "printed", _("đã in")
    FAILED = "failed", _("in hỏng")


class Readiness(models.TextChoices):
    """What a printer says of itself."""

    READY = "ready", _("sẵn sàng")
    NO_PAPER = "no_paper", _("hết giấy")
    NOT_READY = "not_ready", _("đang mở nắp hoặc báo lỗi")
    UNREACHABLE = "unreachable", _("không kết nối được")
    BROKE_OFF = "broke_off", _("đứt giữa chừng, phiếu có thể chưa ra hết")
