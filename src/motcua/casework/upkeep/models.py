from __future__ import annotations

from django.db import models
from django.db.models import Q


class Recomputation(models.Model):
    """Tính lại hạn trả: a portion of the running dossiers that a new calendar version may move.

    Dossiers with ids from `first_id` up to `last_id` (empty: all that follow); each portion
    is a transaction of its own, so nobody at the counter waits for the whole.
    """

    event_id = models.BigIntegerField()
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField(null=True)
    moved = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "dossiers_recomputation"
        constraints = [models.UniqueConstraint(fields=["event_id", "first_id"], name="recomputation_once")]
        indexes = [models.Index(fields=["id"], name="recomputation_open", condition=Q(done_at__isnull=True))]
        ordering = ["id"]
