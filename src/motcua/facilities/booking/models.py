from __future__ import annotations

import hashlib
import hmac
import secrets

from django.db import models

from motcua.directory.agencies.models import Agency
from motcua.facilities.booking.choices import BookingState
from motcua.facilities.halls.models import Group, Hall

PIN_DIGITS = 6
CODE_SIGNS = 8


def new_token() -> str:
    return secrets.token_hex(16)


class Appointment(models.Model):
    """Lịch hẹn: a place kept for somebody at a time of a day. Knows no name.

    Every column but `token` follows from the log of `appointment:<id>`.
    """

    token = models.CharField(max_length=32, unique=True, default=new_token)
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    day = models.DateField()
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    is_by_officer = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=BookingState.choices)
    ended_at = models.DateTimeField(null=True)
    visit_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["hall", "day", "starts_at"], name="appointment_of_day")]
        ordering = ["starts_at", "id"]

    @property
    def subject(self) -> str:
        """Its name in the log."""
        return f"appointment:{self.pk}"

    @property
    def code(self) -> str:
        """What a person says at the counter or types to cancel: not the token, and nothing follows from it."""
        return self.token[:CODE_SIGNS].upper()

    @property
    def pin(self) -> str:
        """Cancels the appointment together with its code."""
        digest = hmac.new(self.token.encode(), b"booking", hashlib.sha256).digest()
        return f"{int.from_bytes(digest[:8], 'big') % 10**PIN_DIGITS:0{PIN_DIGITS}d}"
