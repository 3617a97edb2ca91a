"""The fixed lists of statistics."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Span(models.TextChoices):
    """Kỳ thống kê."""

    DAY = "day", _("Hôm nay")
    WEEK = "week", _("7 ngày qua")
    MONTH = "month", _("Tháng này")
    REPORT_MONTH = "report_month", _("Kỳ báo cáo tháng (15 đến 14)")
    YEAR = "year", _("Năm nay")
    REPORT_YEAR = "report_year", _("Kỳ báo cáo năm (15/12 đến 14/12)")
    CHOSEN = "chosen", _("Từ ngày đến ngày")
