from __future__ import annotations

from django.db import models

from motcua.casework.dossiers.models import Dossier


class FeeDifference(models.Model):
    """Chênh lệch phí, lệ phí: what is owed more, or paid back where negative, since the case was put right.

    The fees of a dossier are those of the right case; the list of a day needs to know what was noted when.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="fee_differences")
    event_id = models.BigIntegerField()
    kind = models.CharField(max_length=10)
    amount_vnd = models.BigIntegerField()
    noted_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["event_id", "kind"], name="fee_difference_once")]

    def __str__(self) -> str:
        return f"{self.amount_vnd} of {self.dossier_id}"
