from __future__ import annotations

import secrets

from django.db import models

from motcua.directory.agencies.models import Agency
from motcua.facilities.booking.choices import BookingState
from motcua.facilities.booking.rules import CODE_DIGITS, pin_of
from motcua.facilities.halls.models import Group, Hall


def new_token() -> str:
    return secrets.token_hex(16)


class Appointment(models.Model):
    """Lịch hẹn: a place kept for somebody at a time of a day. Knows no name.

    `code` follows from `token`; `person_key` counts numbers a day and is empty once the appointment
    ended. Every other column follows from the log of `appointment:<id>`.
    """

    token = models.CharField(max_length=32, unique=True, default=new_token)
    code = models.CharField(max_length=CODE_DIGITS, db_index=True)
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
    person_key = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hall", "day", "code"], name="appointment_code_once"),
        ]
        indexes = [models.Index(fields=["hall", "day", "starts_at"], name="appointment_of_day")]
        ordering = ["starts_at", "id"]

    @property
    def subject(self) -> str:
        """Its name in the log."""
        return f"appointment:{self.pk}"

    @property
    def shown_code(self) -> str:
        """The code as it is read out and written down, in two halves."""
        half = CODE_DIGITS // 2
        return f"{self.code[:half]} {self.code[half:]}"

    @property
    def pin(self) -> str:
        """Cancels the appointment together with its code."""
        return pin_of(self.token)
