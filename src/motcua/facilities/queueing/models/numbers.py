from __future__ import annotations

from django.db import models

from motcua.facilities.halls.models import Group


class DayNumber(models.Model):
    """Số đã phát trong ngày của một nhóm: moves only inside the transaction that uses the number."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    day = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "day"], name="day_number_once")]


class PersonDay(models.Model):
    """Số lượt lấy số trong ngày của một người đã xưng danh; the key says nothing of who it is."""

    key = models.CharField(max_length=40, primary_key=True)
    day = models.DateField(db_index=True)
    taken = models.PositiveSmallIntegerField()
