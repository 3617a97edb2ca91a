"""What who follows a number or a feedback is told, by which way, and how it went."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class About(models.TextChoices):
    """Việc cần báo."""

    TURN_NEAR = "turn_near", _("Gần đến lượt")
    APOLOGY = "apology", _("Đã có thư xin lỗi")


class Way(models.TextChoices):
    """Cách báo."""

    EMAIL = "email", _("Thư điện tử")
    SMS = "sms", _("Tin nhắn điện thoại")


class State(models.TextChoices):
    """Đã báo đến đâu."""

    WAITING = "waiting", _("Đang chờ")
    SENT = "sent", _("Đã gửi")
    FAILED = "failed", _("Gửi không được")
    DROPPED = "dropped", _("Không còn cần báo")


ABOUT = {"queueing.turn_near": About.TURN_NEAR, "feedback.apologised": About.APOLOGY}
