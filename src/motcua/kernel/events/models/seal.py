from __future__ import annotations

from django.db import models

from motcua.kernel.events.models.append_only import AppendOnly


class Seal(AppendOnly):
    """Niêm phong nhật ký: fingerprint of the whole log up to one event, chained to the seal before."""

    day = models.DateField()
    last_event_id = models.BigIntegerField()
    events_count = models.BigIntegerField()
    subjects_count = models.BigIntegerField()
    heads_hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.day} {self.hash[:12]}"
