from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from motcua.directory.agencies.models import Officer
from motcua.directory.agencies.models.validity import Valid
from motcua.directory.staff.choices import AbsenceReason


class Absence(Valid):
    """Vắng mặt: an officer is away from a day until before another; a colleague of the same roles may stand in."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="absences")
    substitute = models.ForeignKey(Officer, models.PROTECT, null=True, blank=True, related_name="covers")
    reason = models.CharField("lý do", max_length=8, choices=AbsenceReason.choices)
    entered_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", db_index=False)
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=False) & Q(valid_to__gte=F("valid_from")),
                name="absence_ends_after_start",
            ),
            models.CheckConstraint(condition=~Q(substitute=F("officer")), name="absence_covered_by_another"),
        ]
        indexes = [models.Index(fields=["officer", "valid_to"], name="absence_of")]
        ordering = ["valid_from", "id"]

    def __str__(self) -> str:
        return f"{self.officer_id}: {self.valid_from}–{self.valid_to}"
