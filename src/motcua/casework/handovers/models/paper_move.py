from __future__ import annotations

from django.db import models
from django.db.models import Q

from motcua.casework.dossiers.models import Dossier
from motcua.casework.handovers.choices import OPEN, Moved, MoveState
from motcua.directory.agencies.models import Agency


class PaperMove(models.Model):
    """Chuyển bản giấy: paper of a dossier, or of its result, that has to be carried to another agency.

    `event_id` is the fact of the dossier that made it necessary.
    """

    event_id = models.BigIntegerField(unique=True)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="paper_moves")
    moved = models.CharField(max_length=8, choices=Moved.choices)
    from_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    to_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    owed_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=MoveState.choices, default=MoveState.WAITING)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_at", "id"]
        indexes = [
            models.Index(
                fields=["from_agency", "due_at"], name="paper_from", condition=Q(state__in=list(OPEN))
            ),
            models.Index(fields=["to_agency", "due_at"], name="paper_to", condition=Q(state__in=list(OPEN))),
        ]

    def __str__(self) -> str:
        return f"{self.moved} of {self.dossier_id}"

    @property
    def subject(self) -> str:
        """Its name in the log: one chain for all paper of a dossier."""
        return f"paper:{self.dossier_id}"
