from __future__ import annotations

from datetime import date, datetime

from django.db import models

from motcua.directory.agencies.models import Agency, Counter, OneStop, ServicePoint
from motcua.facilities.halls.rules import CounterPlan, HallRules, plan_from


class Hall(models.Model):
    """Sảnh: the place in which one line of numbers runs, a one-stop or one of its service points.

    `stamp` grows with every change in the hall: whoever changes something holds its row until the
    transaction ends, and a screen that knows the stamp knows whether it is up to date. The other
    columns follow from the log of `hall:<id>`.
    """

    one_stop = models.ForeignKey(OneStop, models.PROTECT, related_name="halls")
    service_point = models.OneToOneField(ServicePoint, models.PROTECT, null=True, related_name="hall")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    rules_versions = models.JSONField(default=list)
    paused_at = models.DateTimeField(null=True)
    notices = models.JSONField(default=list)
    closed_day = models.DateField(null=True)
    stamp = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["one_stop"], condition=models.Q(service_point__isnull=True), name="hall_once"
            )
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return self.service_point.name if self.service_point else self.one_stop.name

    @property
    def subject(self) -> str:
        """Its name in the log."""
        return f"hall:{self.pk}"

    def rules_on(self, day: date) -> HallRules:
        """What the hall has laid down for a day; the usual rules until something was published."""
        held = [one for one in self.rules_versions if one["valid_from"] <= day.isoformat()]
        return HallRules.from_json(held[-1]["rules"]) if held else HallRules()


class Group(models.Model):
    """Nhóm thủ tục: procedures that share a letter and a line."""

    hall = models.ForeignKey(Hall, models.PROTECT, related_name="groups")
    letter = models.CharField("chữ", max_length=1)
    name = models.CharField("tên nhóm", max_length=120)
    minutes = models.PositiveSmallIntegerField("số phút phục vụ thường lệ")
    sectors = models.JSONField(default=list)
    procedures = models.JSONField(default=list)
    is_closed = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hall", "letter"], name="group_letter_once")]
        ordering = ["letter"]

    def __str__(self) -> str:
        return f"{self.letter} · {self.name}"


class HallCounter(models.Model):
    """Quầy trong sảnh: which groups it serves in which order, when it is open, who sits there."""

    counter = models.OneToOneField(Counter, models.PROTECT, primary_key=True, related_name="in_hall")
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="counters")
    group_ids = models.JSONField(default=list)
    plan = models.JSONField(default=list)
    is_open = models.BooleanField(null=True)
    until = models.DateTimeField(null=True)
    officer_id = models.BigIntegerField(null=True)
    taken_at = models.DateTimeField(null=True)
    help_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["counter__number"]

    def opens_at(self, at: datetime) -> bool:
        return CounterPlan(plan_from(self.plan), self.is_open, self.until).opens_at(at)
