from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PaperKind(models.TextChoices):
    """What was before the officer when the picture was taken."""

    ORIGINAL = "original", _("Bản chính")
    COPY = "copy", _("Bản sao")
    ELECTRONIC = "electronic", _("Bản điện tử")


class WithdrawalReason(models.TextChoices):
    """Why a paper no longer counts; the file itself stays."""

    MISTAKEN = "mistaken", _("Tải nhầm tệp")
    UNREADABLE = "unreadable", _("Mờ, thiếu trang, không đọc được")
    REPLACED = "replaced", _("Đã có bản khác thay thế")
    BY_APPLICANT = "by_applicant", _("Người nộp rút lại")
