from __future__ import annotations

from django.db import models
from django.db.models import Q

from motcua.directory.agencies.models import Officer, OneStop
from motcua.kernel.files.models import StoredFile


class Recording(models.Model):
    """Bản ghi âm riêng: a clip as one office says it, in place of the machine's voice until it is taken back."""

    one_stop = models.ForeignKey(OneStop, models.PROTECT, related_name="recordings")
    clip = models.CharField(max_length=24)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["one_stop", "clip"], condition=Q(ended_at__isnull=True), name="recording_once"
            )
        ]
        ordering = ["id"]


def subject_of(one_stop_id: int) -> str:
    """What the log calls the voice of a one-stop."""
    return f"voice:{one_stop_id}"
