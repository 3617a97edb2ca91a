from __future__ import annotations

from django.db import models

from motcua.directory.agencies.models import Agency
from motcua.facilities.halls.models import Group, Hall
from motcua.facilities.queueing.models import Visit


class Promise(models.Model):
    """Khoảng chờ đã báo: what one number was told when it was issued, in minutes; kept as it was said."""

    visit = models.OneToOneField(Visit, models.PROTECT, related_name="promise")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    low = models.PositiveSmallIntegerField()
    high = models.PositiveSmallIntegerField()
    promised = models.PositiveSmallIntegerField()
    middle = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=10)
    ahead = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["hall", "told_at"], name="promise_of_hall")]
        ordering = ["id"]


def subject_of(visit_id: int) -> str:
    """What the log calls the promise to a visit."""
    return f"promise:{visit_id}"
