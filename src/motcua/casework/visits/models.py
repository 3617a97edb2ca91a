from __future__ import annotations

from django.db import models

from motcua.casework.dossiers.models import Dossier
from motcua.facilities.queueing.models import Visit


class VisitDossier(models.Model):
    """Hồ sơ của lượt đến: the visit in which a dossier was taken in. Follows from the log of `thread:<dossier id>`."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="visit_link")
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="dossier_links")
    linked_at = models.DateTimeField()

    @property
    def subject(self) -> str:
        """Its name in the log."""
        return f"thread:{self.dossier_id}"
