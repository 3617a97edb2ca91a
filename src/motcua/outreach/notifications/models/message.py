from __future__ import annotations

from django.db import models
from django.db.models import Q

from motcua.outreach.notifications.choices import MessageChannel, MessageKind, MessageState, Reason

SUBJECT = "dossier"


class Message(models.Model):
    """Tin báo cho người dân: one thing told to one party of a dossier by one channel.

    It holds no name, address, number or text: those are read from the dossier, and the
    words from the template, at the moment of telling.
    """

    key = models.CharField(max_length=80, unique=True)
    event_id = models.BigIntegerField()
    subject = models.CharField(max_length=64)
    agency_id = models.BigIntegerField()
    recipient = models.CharField(max_length=10)
    kind = models.CharField(max_length=14, choices=MessageKind.choices)
    channel = models.CharField(max_length=6, choices=MessageChannel.choices)
    state = models.CharField(max_length=12, choices=MessageState.choices)
    reason = models.CharField(max_length=16, choices=Reason.choices, blank=True)
    template = models.CharField(max_length=40, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)
    happened_at = models.DateTimeField()
    created_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    is_simulated = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["subject", "id"], name="message_of_subject"),
            models.Index(fields=["agency_id", "state", "-id"], name="message_of_agency"),
            models.Index(
                fields=["next_at", "id"],
                name="message_due",
                condition=Q(state=MessageState.WAITING.value, channel=MessageChannel.EMAIL.value),
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def dossier_id(self) -> int:
        return int(self.subject.partition(":")[2])

    @property
    def notice_subject(self) -> str:
        """Name in the log of what was told about this dossier."""
        return notice_subject(self.dossier_id)

    @property
    def can_be_retried(self) -> bool:
        stopped = self.state in (MessageState.FAILED, MessageState.GIVEN_UP)
        return stopped and self.reason not in (Reason.OUTDATED, Reason.REPLACED, Reason.IN_PERSON)


def notice_subject(dossier_id: int) -> str:
    return f"notice:{dossier_id}"
