from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q


class ValidityQuerySet(models.QuerySet):
    """Rows that hold from one day until the day before another."""

    def on(self, day: date) -> Self:
        """Rows in force on `day`."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


class Valid(models.Model):
    """Hiệu lực: in force from `valid_from` on, and no longer on `valid_to` (half-open; empty means for good)."""

    valid_from = models.DateField("có hiệu lực từ ngày")
    valid_to = models.DateField("hết hiệu lực từ ngày", null=True, blank=True)

    objects = ValidityQuerySet.as_manager()

    class Meta:
        abstract = True

    def is_valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)
