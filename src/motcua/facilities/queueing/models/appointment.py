from __future__ import annotations

from django.db import models

from motcua.directory.agencies.models import Agency
from motcua.facilities.queueing.choices import BookingState
from motcua.facilities.queueing.models.hall import Group, Hall
from motcua.facilities.queueing.models.visit import new_token
from motcua.facilities.queueing.rules import booking_pin


class Appointment(models.Model):
    """Lịch hẹn: a place kept for somebody at a time of a day. Knows no name.

    Every column but `token` follows from the log of `appointment:<id>`.
    """

    token = models.CharField(max_length=32, unique=True, default=new_token)
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="appointments")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    procedure_id = models.BigIntegerField(null=True)
    day = models.DateField()
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=BookingState.choices)
    by_officer = models.BooleanField(default=False)
    booked_at = models.DateTimeField()
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
    def pin(self) -> str:
        """Cancels the appointment together with its short code."""
        return booking_pin(self.token)

    @property
    def code(self) -> str:
        """What a person types to find it: not guessable in sequence, not the token."""
        return self.token[:8].upper()
