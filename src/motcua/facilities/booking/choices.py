from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class BookingState(models.TextChoices):
    """Trạng thái của một lịch hẹn."""

    BOOKED = "booked", _("Đã đặt")
    ARRIVED = "arrived", _("Đã đến")
    CANCELLED = "cancelled", _("Đã hủy")
    EXPIRED = "expired", _("Không đến")
