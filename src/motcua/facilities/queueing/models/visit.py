from __future__ import annotations

import secrets
from dataclasses import fields

from django.db import models
from django.db.models import Q

from motcua.directory.agencies.models import Agency
from motcua.facilities.halls.models import Group, Hall
from motcua.facilities.queueing.choices import AT_COUNTER, OPEN, Channel, LeftReason, Reason, State
from motcua.facilities.queueing.rules.order import Waiting
from motcua.facilities.queueing.rules.tickets import TOKEN_BYTES
from motcua.facilities.queueing.state import RequestState, VisitState

REQUEST_COLUMNS = tuple(field.name for field in fields(RequestState))
_WAITING = Q(state=State.WAITING.value)
_BY_ARRIVAL = Q(rank=0, appointment_at__isnull=True, returned_at__isnull=True, for_counter_id__isnull=True)
_SET_APART = (
    Q(rank__gt=0)
    | Q(appointment_at__isnull=False)
    | Q(returned_at__isnull=False)
    | Q(for_counter_id__isnull=False)
)
VISIT_COLUMNS = tuple(field.name for field in fields(VisitState) if field.name != "requests")


def new_token() -> str:
    """128 random bits for the QR on a ticket: it opens the ticket, and nothing else leads to it."""
    return secrets.token_hex(TOKEN_BYTES)


class Visit(models.Model):
    """Lượt đến: one person's stay, from the ticket to the rating.

    Knows no name. Every column but `token` follows from the log of `visit:<id>` and is written
    only by `actions.recording`.
    """

    token = models.CharField(max_length=32, unique=True, default=new_token)
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="visits")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    day = models.DateField()
    channel = models.CharField(max_length=12, choices=Channel.choices)
    letter = models.CharField(max_length=1, blank=True)
    number = models.PositiveIntegerField()
    came_at = models.DateTimeField()
    appointment_id = models.BigIntegerField(null=True)
    is_followed = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hall", "day", "letter", "number"],
                condition=Q(number__gt=0),
                name="ticket_number_once",
            )
        ]
        ordering = ["id"]

    @property
    def subject(self) -> str:
        """Its name in the log."""
        return f"visit:{self.pk}"


class ServiceRequest(models.Model):
    """Yêu cầu trong lượt đến: one procedure asked for, in the line of a group."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="requests")
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    place = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=8, blank=True)
    group = models.ForeignKey(Group, models.PROTECT, related_name="+", db_index=False)
    procedure_id = models.BigIntegerField(null=True)
    priority = models.CharField(max_length=16, blank=True)
    rank = models.PositiveSmallIntegerField(default=0)

    state = models.CharField(max_length=8, choices=State.choices)
    since = models.DateTimeField()
    first_arrival_at = models.DateTimeField()
    line_at = models.DateTimeField()
    appointment_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    behind_id = models.BigIntegerField(null=True)
    for_counter_id = models.BigIntegerField(null=True)

    counter_id = models.BigIntegerField(null=True)
    officer_id = models.BigIntegerField(null=True)
    called_at = models.DateTimeField(null=True)
    last_call_at = models.DateTimeField(null=True)
    calls = models.PositiveSmallIntegerField(default=0)
    is_preferred = models.BooleanField(default=False)
    passed = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=12, blank=True, choices=[*Reason.choices, *LeftReason.choices])
    is_near_told = models.BooleanField(default=False)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "place"], name="request_place_once"),
            # The last bar against two people at one counter, whatever the software believes.
            models.UniqueConstraint(
                fields=["counter_id"],
                condition=Q(state__in=sorted(AT_COUNTER)),
                name="one_at_a_counter",
            ),
        ]
        indexes = [
            models.Index(fields=["hall", "group"], name="request_open", condition=Q(state__in=sorted(OPEN))),
            models.Index(fields=["hall", "called_at"], name="request_called"),
            # Who is next: most stand in line by arrival alone, the few others are looked at one by one.
            models.Index(
                fields=["group", "line_at", "id"], name="request_in_line", condition=_WAITING & _BY_ARRIVAL
            ),
            models.Index(fields=["hall"], name="request_set_apart", condition=_WAITING & _SET_APART),
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return self.label

    def request_state(self) -> RequestState:
        row = vars(self)
        return RequestState(**{name: row[name] for name in REQUEST_COLUMNS})

    def waiting(self) -> Waiting:
        """What the rules of fairness need of it."""
        return Waiting(
            id=self.pk,
            group_id=self.group_id,
            line_at=self.line_at,
            rank=self.rank,
            appointment_at=self.appointment_at,
            for_counter_id=self.for_counter_id,
            returned_at=self.returned_at,
            behind_id=self.behind_id,
        )


class Period(models.Model):
    """Khoảng thời gian: one stretch in one state; the next begins where it ends."""

    request = models.ForeignKey(ServiceRequest, models.PROTECT, related_name="periods")
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="+", db_index=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    group = models.ForeignKey(Group, models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=8, choices=State.choices)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)
    counter_id = models.BigIntegerField(null=True)
    officer_id = models.BigIntegerField(null=True)
    is_preferred = models.BooleanField(default=False)
    passed = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=12, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["group", "state", "-id"], name="period_of_group"),
            models.Index(fields=["hall", "state", "from_at"], name="period_of_hall"),
        ]
        ordering = ["id"]
