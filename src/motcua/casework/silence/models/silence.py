from __future__ import annotations

from django.db import models

from motcua.casework.dossiers.models import Dossier


class Silence(models.Model):
    """Quá hạn trả lời ý kiến: an agency that was asked let its limit pass without an answer.

    The row stays when an answer comes; it counts only while what was asked still waits
    (`queries.unanswered`). A limit that was set anew is a new row.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="silences")
    run_id = models.BigIntegerField()
    number = models.PositiveIntegerField()
    asked_agency_id = models.BigIntegerField()
    answer_by = models.DateTimeField()
    noted_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["answer_by", "id"]
        constraints = [
            models.UniqueConstraint(fields=["run_id", "number", "answer_by"], name="silence_once_a_limit")
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.run_id}/{self.number}"
