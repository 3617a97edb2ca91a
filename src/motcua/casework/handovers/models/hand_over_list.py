from __future__ import annotations

from django.db import models

from motcua.casework.handovers.choices import ListState
from motcua.casework.handovers.models.paper_move import PaperMove
from motcua.directory.agencies.models import Agency


class HandOverList(models.Model):
    """Danh sách bàn giao hồ sơ giấy: what goes from one agency to another in one carrying.

    `to_one_stop` is the one-stop that serves the receiver, whose counter may receive for it.
    """

    from_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    to_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    to_one_stop = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=9, choices=ListState.choices, default=ListState.MADE)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField()
    dispatched_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"hand-over list {self.pk}"

    @property
    def subject(self) -> str:
        """Its name in the log."""
        return f"handover:{self.pk}"


class ListedPaper(models.Model):
    """Một dòng của danh sách bàn giao."""

    hand_over_list = models.ForeignKey(HandOverList, models.CASCADE, related_name="lines")
    move = models.ForeignKey(PaperMove, models.PROTECT, related_name="lines")
    received_at = models.DateTimeField(null=True)
    is_missing = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["hand_over_list", "move"], name="listed_once")]

    def __str__(self) -> str:
        return f"line {self.pk}"
