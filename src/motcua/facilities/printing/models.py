from __future__ import annotations

from django.db import models
from django.db.models import Q

from motcua.directory.agencies.models import Agency, OneStop
from motcua.facilities.printing.choices import JobState, Kind, Readiness
from motcua.facilities.queueing.models import Visit


class Printer(models.Model):
    """Máy in phiếu số: a thermal printer of a one-stop; taken out on a day, never deleted."""

    one_stop = models.ForeignKey(OneStop, models.PROTECT, related_name="ticket_printers")
    name = models.CharField("tên", max_length=60)
    kind = models.CharField("cách nối", max_length=8, choices=Kind.choices)
    address = models.CharField("địa chỉ", max_length=64)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "address"],
                condition=Q(removed_at__isnull=True) & ~Q(kind="fake"),
                name="printer_once",
            )
        ]
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class PrintJob(models.Model):
    """Lệnh in phiếu số: the paper of one number. It is printed once, however often it is asked for."""

    visit = models.OneToOneField(Visit, models.PROTECT, related_name="print_job")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    printer = models.ForeignKey(Printer, models.PROTECT, related_name="jobs")
    state = models.CharField(max_length=8, choices=JobState.choices, default=JobState.WAITING)
    why = models.CharField(max_length=12, choices=Readiness.choices, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["printer", "-id"], name="job_of_printer"),
            models.Index(fields=["state", "changed_at"], name="job_unprinted", condition=~Q(state="printed")),
        ]
        ordering = ["-id"]

    @property
    def key(self) -> str:
        """The same number is the same paper."""
        return f"visit-{self.visit_id}"


def subject_of(printer_id: int) -> str:
    """What the log calls a printer."""
    return f"printer:{printer_id}"
