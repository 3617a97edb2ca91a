from __future__ import annotations

from functools import lru_cache

from django.db import models

from motcua.facilities.bpmn.graph import Graph
from motcua.facilities.workflow.choices import VersionState
from motcua.facilities.workflow.graphs import graph_in, steps_in
from motcua.facilities.workflow.rules import Sequence


class Process(models.Model):
    """Quy trình: a named way of working, published as versions."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    owner_id = models.BigIntegerField(null=True)  # the agency that draws it; none for the standard ones

    def __str__(self) -> str:
        return self.name


class ProcessVersion(models.Model):
    """Phiên bản quy trình: the drawing, byte for byte; frozen when published, a run keeps the one it began on."""

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=VersionState.choices, default=VersionState.PUBLISHED)
    xml = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    decision = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "number"], name="process_version_once")]

    def __str__(self) -> str:
        return f"{self.process} #{self.number}"

    @property
    def graph(self) -> Graph:
        return graph_of(self.pk, self.sha256)

    @property
    def sequence(self) -> Sequence:
        """The steps people do, in the order they are drawn."""
        return steps_in(self.graph)


@lru_cache(maxsize=512)
def graph_of(version_id: int, sha256: str) -> Graph:
    """The graph of a version whose content has that hash; a process reads and compiles it once."""
    return graph_in(bytes(ProcessVersion.objects.values_list("xml", flat=True).get(pk=version_id)))


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
