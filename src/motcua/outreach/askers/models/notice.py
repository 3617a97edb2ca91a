from __future__ import annotations

from django.db import models
from django.db.models import Q

from motcua.casework.dialogue.models import Dialogue
from motcua.outreach.askers.choices import About, State, Way


class Notice(models.Model):
    """Tin báo người gửi câu hỏi: one asker told of one change of a dialogue, by one way.

    It holds no name, address or number: those are read from the question at the moment of telling.
    """

    key = models.CharField(max_length=60, unique=True)
    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="+")
    event_id = models.BigIntegerField()
    number = models.PositiveIntegerField()
    about = models.CharField(max_length=12, choices=About.choices)
    way = models.CharField(max_length=6, choices=Way.choices)
    state = models.CharField(max_length=8, choices=State.choices)
    attempts = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["event_id", "number", "id"]
        indexes = [
            models.Index(
                fields=["next_at", "id"],
                name="asker_letters_due",
                condition=Q(state=State.WAITING.value, way=Way.EMAIL.value),
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def subject(self) -> str:
        """Name in the log of what was told about this dialogue."""
        return f"asker:{self.dialogue_id}"
