from __future__ import annotations

from django.db import models

from motcua.directory.agencies.models.validity import Valid
from motcua.directory.procedures.models import Procedure


class LinkedProcedure(Valid):
    """Thủ tục trong nhóm liên thông: at a step of the lead procedure's process, the agency of that step
    settles this procedure, as a dossier of its own."""

    lead = models.ForeignKey(Procedure, models.PROTECT, related_name="+")
    step = models.CharField(max_length=60)
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["lead", "step", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["lead", "step"], condition=models.Q(valid_to=None), name="linked_once_per_step"
            )
        ]

    def __str__(self) -> str:
        return f"{self.lead_id} {self.step} → {self.procedure_id}"

    @property
    def subject(self) -> str:
        """Its name in the log: one chain for the group."""
        return f"joint:{self.lead_id}"
