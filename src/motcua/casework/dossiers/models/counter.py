from __future__ import annotations

from django.db import models


class CodeCounter(models.Model):
    """Số thứ tự hồ sơ trong ngày của một cơ quan: moves only inside the transaction that uses the number."""

    agency_id = models.BigIntegerField()
    day = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency_id", "day"], name="code_counter_once")]
