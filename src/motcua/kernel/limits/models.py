from __future__ import annotations

from django.db import models


class Count(models.Model):
    """Số lần: how often one thing was done by one caller since an instant; the caller is kept as a keyed hash only."""

    key = models.CharField(max_length=64, primary_key=True)
    since = models.DateTimeField(db_index=True)
    number = models.PositiveIntegerField()
