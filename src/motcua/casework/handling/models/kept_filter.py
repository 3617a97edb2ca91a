from __future__ import annotations

from django.db import models
from django.db.models import Q


class KeptFilter(models.Model):
    """Bộ lọc đã lưu: filters of the work list under a name, an officer's own or shown to an agency's officers.

    A convenience of the desk, not an act: no fact is stated. It holds no words that were
    searched for, since those may be somebody's name.
    """

    officer_id = models.BigIntegerField()
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=0)
    is_default = models.BooleanField(default=False)
    shared_with_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["officer_id", "name"], name="kept_filter_name_once"),
            models.UniqueConstraint(
                fields=["officer_id"], condition=Q(is_default=True), name="kept_filter_one_default"
            ),
        ]
        indexes = [
            models.Index(
                fields=["shared_with_id"],
                name="kept_filter_shared",
                condition=Q(shared_with_id__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.name
