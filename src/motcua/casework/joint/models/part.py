from __future__ import annotations

from django.db import models
from django.db.models import Q

from motcua.casework.dossiers.models import Dossier
from motcua.casework.joint.choices import Outcome


class Part(models.Model):
    """Hồ sơ thành phần: what one agency settles of a joint procedure, at one spot of the whole's process.

    `is_counted` is false where its agency counts the same application already.
    """

    whole = models.ForeignKey(Dossier, models.PROTECT, related_name="parts")
    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="part")
    spot = models.PositiveIntegerField()
    step = models.CharField(max_length=255)
    is_counted = models.BooleanField()
    opened_at = models.DateTimeField()
    outcome = models.CharField(max_length=7, choices=Outcome.choices, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["whole", "spot"], name="part_once_per_spot")]
        indexes = [models.Index(fields=["dossier"], name="part_not_counted", condition=Q(is_counted=False))]

    def __str__(self) -> str:
        return f"part {self.dossier_id} of {self.whole_id}"

    @property
    def subject(self) -> str:
        """Its name in the log: one chain for all parts of a whole."""
        return f"parts:{self.whole_id}"
