"""What who asked a question is told, by which way, and how it went."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class About(models.TextChoices):
    """Việc cần báo."""

    MOVED = "moved", _("Dời ngày")
    CALLED_OFF = "called_off", _("Hủy hội nghị")


class Way(models.TextChoices):
    """Cách báo."""

    EMAIL = "email", _("Thư điện tử")
    PHONE = "phone", _("Gọi điện")
    NONE = "none", _("Không có cách báo")


class State(models.TextChoices):
    """Đã báo đến đâu."""

    WAITING = "waiting", _("Đang chờ")
    TOLD = "told", _("Đã báo")
    FAILED = "failed", _("Báo không được")
    DROPPED = "dropped", _("Thôi không báo")


ABOUT = {"dialogue.postponed": About.MOVED, "dialogue.cancelled": About.CALLED_OFF}
