from __future__ import annotations

from django.db import models
from django.db.models import Q

from motcua.outreach.followers.choices import About, State, Way


class Alert(models.Model):
    """Tin nhắn cho người theo dõi: one thing told once, by one way.

    It holds no address, number or text: they are read from the statement of the visit or the feedback at
    the moment of telling, and are gone with it.
    """

    key = models.CharField(max_length=40, unique=True)
    subject = models.CharField(max_length=64)
    event_id = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    about = models.CharField(max_length=10, choices=About.choices)
    way = models.CharField(max_length=5, choices=Way.choices)
    state = models.CharField(max_length=8, choices=State.choices)
    attempts = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)
    happened_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["next_at", "id"], name="alert_due", condition=Q(state=State.WAITING.value)),
            models.Index(
                fields=["agency_id", "-id"], name="alert_failed", condition=Q(state=State.FAILED.value)
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def subject_id(self) -> int:
        return int(self.subject.partition(":")[2])

    @property
    def log_subject(self) -> str:
        """Name in the log of the telling itself."""
        return f"alert:{self.pk}"
