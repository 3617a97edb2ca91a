"""The fixed lists of accounts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AccountKind(models.TextChoices):
    """Loại tài khoản (TCVN 14423:2026)."""

    OPERATOR = "operator", _("Nghiệp vụ")
    ADMIN = "admin", _("Quản trị")
    SERVICE = "service", _("Dịch vụ")
