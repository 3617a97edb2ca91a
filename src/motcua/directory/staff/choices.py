"""The fixed lists of this app."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AbsenceReason(models.TextChoices):
    """Lý do vắng mặt; a leave does not say of what kind, so the log knows nothing of anybody's health."""

    LEAVE = "leave", _("Nghỉ theo chế độ")
    MISSION = "mission", _("Đi công tác")
    TRAINING = "training", _("Đi học, tập huấn")
    OTHER = "other", _("Việc khác")
