from __future__ import annotations

import secrets
from datetime import datetime

from django.db import models
from django.db.models import Q

from motcua.casework.feedback.choices import (
    OPEN,
    Channel,
    Fault,
    FeedbackClass,
    Liking,
    ReturnReason,
    State,
)
from motcua.casework.feedback.rules import pin_of
from motcua.casework.feedback.state import COLUMNS, FeedbackState
from motcua.directory.agencies.models import Agency
from motcua.kernel.files.models import StoredFile

_OPEN = [state.value for state in OPEN]
_LATE_ON_PUBLISHING = Q(state=State.RESOLVED.value)


class FeedbackQuerySet(models.QuerySet):
    def open(self) -> FeedbackQuerySet:
        return self.filter(state__in=_OPEN)

    def overdue_at(self, at: datetime) -> FeedbackQuerySet:
        """Late with an answer, or with publishing one; waiting for the sender is not late."""
        answering = Q(state__in=["received", "handling", "supplemented"], resolve_by__lt=at)
        return self.filter(answering | Q(_LATE_ON_PUBLISHING, publish_by__lt=at))

    def owing_apology(self) -> FeedbackQuerySet:
        """Found right, and nobody has apologised yet."""
        return self.exclude(fault="").filter(apologised_at=None)


class Feedback(models.Model):
    """Phản ánh, kiến nghị: what a person says of rules or of conduct, with clocks of its own.

    Every column but `secret` follows from the log (`state.FeedbackState`); who said what
    stands in statements.
    """

    secret = models.CharField(max_length=32, unique=True)
    feedback_class = models.CharField(max_length=8, choices=FeedbackClass.choices)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    state = models.CharField(max_length=12, choices=State.choices)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    handler_id = models.BigIntegerField(null=True)
    received_at = models.DateTimeField()
    clock_from = models.DateTimeField()
    send_back_by = models.DateTimeField()
    ask_by = models.DateTimeField()
    resolve_by = models.DateTimeField()
    publish_by = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    transfers = models.PositiveSmallIntegerField(default=0)
    return_reason = models.CharField(max_length=10, choices=ReturnReason.choices, blank=True)
    liking = models.CharField(max_length=8, choices=Liking.choices, blank=True)
    fault = models.CharField(max_length=8, choices=Fault.choices, blank=True)
    apologise_by = models.DateTimeField(null=True)
    apologised_at = models.DateTimeField(null=True)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["agency", "state", "resolve_by"], name="feedback_of_agency"),
            models.Index(
                fields=["-ended_at"], name="feedback_published", condition=Q(state=State.PUBLISHED.value)
            ),
            models.Index(
                fields=["agency", "apologise_by"],
                name="feedback_owes_apology",
                condition=~Q(fault="") & Q(apologised_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """What people quote: PA-000123."""
        return f"PA-{self.pk:06d}"

    @property
    def subject(self) -> str:
        """Its name in the log."""
        return f"feedback:{self.pk}"

    @property
    def pin(self) -> str:
        return pin_of(self.secret)

    @property
    def due_at(self) -> datetime | None:
        """What comes next: an answer, or its publication; None when it is the sender's turn, or ended."""
        if self.state == State.RESOLVED:
            return self.publish_by
        return self.resolve_by if self.state in _OPEN and self.state != State.WAITING else None

    def is_overdue(self, at: datetime) -> bool:
        return self.due_at is not None and self.due_at < at

    def is_late(self) -> bool:
        """Whether its answer came after its time."""
        return self.resolved_at is not None and self.resolved_at > self.resolve_by

    @property
    def owes_apology(self) -> bool:
        return bool(self.fault) and self.apologised_at is None

    def now(self) -> FeedbackState:
        row = vars(self)
        return FeedbackState(*[row[name] for name in COLUMNS])

    def become(self, state: FeedbackState) -> None:
        for name in COLUMNS:
            setattr(self, name, getattr(state, name))


class Attachment(models.Model):
    """Tệp kèm theo: what a person sent with a feedback."""

    feedback = models.ForeignKey(Feedback, models.PROTECT, related_name="attachments")
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["feedback", "position"], name="feedback_attachment_once")
        ]


def new_secret() -> str:
    """128 random bits for the address of one feedback."""
    return secrets.token_hex(16)
