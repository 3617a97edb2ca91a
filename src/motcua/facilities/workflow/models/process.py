from __future__ import annotations

from django.db import models

from motcua.facilities.workflow.rules import Sequence, Step


class Process(models.Model):
    """Quy trình: a named way of working, published as versions."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class ProcessVersion(models.Model):
    """Phiên bản quy trình: the published steps; frozen, a dossier keeps the one it was accepted under."""

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    steps_json = models.JSONField()
    decision = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "number"], name="process_version_once")]

    def __str__(self) -> str:
        return f"{self.process} #{self.number}"

    @property
    def sequence(self) -> Sequence:
        return Sequence(tuple(Step.from_json(step) for step in self.steps_json))


class OfferProcess(models.Model):
    """Quy trình của một cơ quan cho một thủ tục: which process an agency's procedure runs on, from when."""

    agency_id = models.BigIntegerField()
    procedure_id = models.BigIntegerField()
    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency_id", "procedure_id", "valid_from"], name="offer_process_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency_id}/{self.procedure_id} → {self.process_id}"
