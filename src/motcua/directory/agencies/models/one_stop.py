from __future__ import annotations

from django.db import models
from django.db.models import Q

from motcua.directory.agencies.choices import CounterKind, OneStopKind
from motcua.directory.agencies.models.agency import Agency
from motcua.directory.agencies.models.validity import Valid


class OneStop(Valid):
    """Bộ phận Một cửa: the unit that receives dossiers and returns results (NĐ 118/2025, Điều 7-13).

    `agency` is the unit its officers belong to (a service centre); `serves` is the agency
    whose whole subtree hands dossiers in and out through it.
    """

    agency = models.OneToOneField(Agency, models.PROTECT, related_name="one_stop")
    serves = models.ForeignKey(Agency, models.PROTECT, related_name="one_stops")
    kind = models.CharField("loại", max_length=16, choices=OneStopKind.choices)
    name = models.CharField("tên", max_length=255)
    phone = models.CharField("điện thoại", max_length=30, blank=True)
    address = models.CharField("địa chỉ", max_length=255, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ServicePoint(Valid):
    """Chi nhánh, điểm tiếp nhận: a further place where the same one-stop receives."""

    one_stop = models.ForeignKey(OneStop, models.PROTECT, related_name="service_points")
    name = models.CharField("tên", max_length=255)
    phone = models.CharField("điện thoại", max_length=30, blank=True)
    address = models.CharField("địa chỉ", max_length=255, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Counter(Valid):
    """Quầy: a serving desk in a one-stop or at one of its service points."""

    one_stop = models.ForeignKey(OneStop, models.PROTECT, related_name="counters")
    service_point = models.ForeignKey(
        ServicePoint, models.PROTECT, null=True, blank=True, related_name="counters"
    )
    number = models.PositiveSmallIntegerField("số quầy")
    name = models.CharField("lĩnh vực", max_length=120, blank=True)
    kind = models.CharField("loại", max_length=10, choices=CounterKind.choices, default=CounterKind.GENERAL)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["one_stop", "number"], condition=Q(valid_to__isnull=True), name="counter_number_once"
            )
        ]
        ordering = ["one_stop", "number"]

    def __str__(self) -> str:
        return f"{self.number}"
