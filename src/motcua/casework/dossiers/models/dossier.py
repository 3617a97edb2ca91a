from __future__ import annotations

import secrets
from dataclasses import fields
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from motcua.casework.dossiers.choices import (
    ENDED,
    RUNNING,
    Correction,
    DeliveryChoice,
    IntakeChannel,
    NationalStatus,
    Status,
)
from motcua.casework.dossiers.columns import DossierState
from motcua.casework.finding.numbers import pin
from motcua.directory.agencies.models import Agency
from motcua.directory.procedures.models import ProcedureCase, ProcedureVersion
from motcua.facilities.workflow.models import ProcessRun, ProcessVersion

STATE_COLUMNS = tuple(field.name for field in fields(DossierState))

COUNTED = (
    "competent_agency", "procedure_version", "accepted_at", "resolved_at",
    "ended_at", "due_at", "intake_channel", "status", "clock_stopped_at",
)  # fmt: skip
# While the clock stands nothing becomes late; what was late before stays so.
CLOCK_RUNS = Q(clock_stopped_at__isnull=True) | Q(due_at__lt=F("clock_stopped_at"))


class DossierQuerySet(models.QuerySet):
    def of_agencies(self, agency_ids: frozenset[int]) -> Self:
        """Dossiers that one of these agencies receives, decides or holds."""
        return self.filter(
            Q(receiving_agency_id__in=agency_ids)
            | Q(competent_agency_id__in=agency_ids)
            | Q(holder_agency_id__in=agency_ids)
        )

    def running(self) -> Self:
        return self.filter(status__in=[status.value for status in RUNNING])

    def correcting(self) -> Self:
        """A wrong result was reported and is not back, corrected, in the applicant's hand."""
        return self.exclude(correction="")

    def overdue_at(self, at: datetime) -> Self:
        """Accepted, without result, and past the promised minute; waiting for the applicant is not late."""
        late = [Status.ACCEPTED.value, Status.PROCESSING.value, Status.APPROVED.value]
        return self.filter(CLOCK_RUNS, status__in=late, due_at__lt=at)


class Dossier(models.Model):
    """Hồ sơ thủ tục hành chính: one application for one procedure.

    Every column but `lookup_token` and `simulated` follows from the log (`columns.DossierState`)
    and is written only by `actions.recording`. Three agencies: the support point that helped
    to file, the one-stop that received, the body competent to decide.
    """

    barcode = models.CharField(max_length=12, unique=True)
    code = models.CharField(max_length=48, unique=True, null=True)  # noqa: DJ001  unique, so empty is NULL
    lookup_token = models.CharField(max_length=32, unique=True)
    pin_serial = models.PositiveIntegerField(default=0)

    status = models.CharField(max_length=12, choices=Status.choices)
    national_status = models.PositiveSmallIntegerField(choices=NationalStatus.choices)
    procedure_version = models.ForeignKey(ProcedureVersion, models.PROTECT, related_name="+")
    procedure_case = models.ForeignKey(ProcedureCase, models.PROTECT, null=True, related_name="+")
    intake_channel = models.PositiveSmallIntegerField(choices=IntakeChannel.choices)
    delivery_choice = models.CharField(max_length=12, choices=DeliveryChoice.choices)
    support_point = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+", db_index=False)
    receiving_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    competent_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)

    process_version = models.ForeignKey(ProcessVersion, models.PROTECT, null=True, related_name="+")
    process_run = models.OneToOneField(ProcessRun, models.PROTECT, null=True, related_name="+")
    step = models.CharField(max_length=255, blank=True)
    step_since = models.DateTimeField(null=True)
    step_due_at = models.DateTimeField(null=True)
    holder_role = models.CharField(max_length=16, blank=True)
    holder_agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+", db_index=False)
    holder_officer_id = models.BigIntegerField(null=True)

    drafted_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    index_due_at = models.DateTimeField(null=True)
    clock_stopped_at = models.DateTimeField(null=True)
    answer_by = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    supplement_count = models.PositiveSmallIntegerField(default=0)
    apology_count = models.PositiveSmallIntegerField(default=0)
    correction = models.CharField(max_length=10, choices=Correction.choices, blank=True, default="")
    correct_by = models.DateTimeField(null=True)
    correction_count = models.PositiveSmallIntegerField(default=0)
    late_correction_count = models.PositiveSmallIntegerField(default=0)
    is_extended = models.BooleanField(default=False)

    objects = DossierQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["holder_agency", "holder_role", "due_at"],
                name="dossier_work",
                condition=Q(ended_at__isnull=True),
            ),
            models.Index(
                fields=["holder_officer_id", "due_at"],
                name="dossier_mine",
                condition=Q(ended_at__isnull=True),
            ),
            models.Index(fields=["receiving_agency", "-id"], name="dossier_received"),
            models.Index(fields=["competent_agency", "-id"], name="dossier_competent"),
            models.Index(fields=["due_at"], name="dossier_running", condition=Q(ended_at__isnull=True)),
            models.Index(
                fields=["competent_agency", "correct_by"],
                name="dossier_correcting",
                condition=~Q(correction=""),
            ),
            # All that statistics ask of a row, so that they never touch the rows themselves.
            models.Index(fields=COUNTED, name="dossier_counted", condition=Q(accepted_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.code or self.barcode

    @property
    def subject(self) -> str:
        """Its name in the log."""
        return f"dossier:{self.pk}"

    @property
    def pin(self) -> str:
        return pin(self.lookup_token, self.pin_serial)

    @property
    def is_ended(self) -> bool:
        return self.status in ENDED

    def state(self) -> DossierState:
        row = vars(self)
        return DossierState(*[row[name] for name in STATE_COLUMNS])

    def become(self, state: DossierState) -> list[str]:
        """Take on a state; the names of the columns that changed."""
        row = vars(self)
        changed = {name: value for name, value in state.columns().items() if row[name] != value}
        for name, value in changed.items():
            setattr(self, name, value)
        return list(changed)

    def is_unanswered(self, at: datetime) -> bool:
        """Whether the applicant let the time for a supplement go by.

        Law: NĐ 118/2025, Điều 19.5.
        """
        return self.status == Status.SUPPLEMENT and self.answer_by is not None and self.answer_by < at

    def is_correction_late(self, at: datetime) -> bool:
        """Law: NĐ 118/2025, Điều 23.1 (T12): a wrong result is back, corrected, within three working days."""
        return self.correct_by is not None and self.correct_by < at

    @property
    def running_due_at(self) -> datetime | None:
        """The promise that work goes by: none while the clock stands, unless it was broken before."""
        if self.due_at is None or self.clock_stopped_at is None or self.due_at < self.clock_stopped_at:
            return self.due_at
        return None

    def is_overdue(self, at: datetime) -> bool:
        late = (Status.ACCEPTED, Status.PROCESSING, Status.APPROVED)
        due_at = self.running_due_at
        return self.status in late and due_at is not None and due_at < at


def new_lookup_token() -> str:
    """128 random bits for the QR on the receipt: neither the code nor the PIN."""
    return secrets.token_hex(16)
