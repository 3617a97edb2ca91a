"""The fixed lists of administrative units."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitRegime(models.TextChoices):
    """Mô hình đơn vị hành chính: districts stood between province and commune until 30/06/2025."""

    THREE_TIER = "three_tier", _("Ba cấp (đến 30/06/2025)")
    TWO_TIER = "two_tier", _("Hai cấp (từ 01/07/2025)")


class UnitLevel(models.TextChoices):
    """Cấp của đơn vị hành chính."""

    PROVINCE = "province", _("Tỉnh, thành phố")
    DISTRICT = "district", _("Quận, huyện, thị xã, thành phố thuộc tỉnh")
    COMMUNE = "commune", _("Xã, phường, đặc khu")
