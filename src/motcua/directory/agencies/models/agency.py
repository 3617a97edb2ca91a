from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from motcua.directory.agencies.choices import AgencyKind, Level, SuccessionKind
from motcua.directory.agencies.models.validity import Valid
from motcua.directory.units.models import Unit


class Agency(Valid):
    """Cơ quan, đơn vị: any state body in the organisation tree.

    `code` is the electronic identifier, highest level first (QĐ 20/2020, QĐ 09/2025);
    `old_code` is its form before, lowest level first (QCVN 102:2016). A body that ends
    keeps its row and points to its successors. A body that moves under another parent gets
    a new code, so it is a new agency that succeeds the old one: `parent` never changes.
    """

    code = models.CharField("mã định danh", max_length=35, unique=True)
    code_is_provisional = models.BooleanField("mã tạm, chờ ban hành", default=False)
    old_code = models.CharField("mã định danh cũ", max_length=13, blank=True, db_index=True)
    name = models.CharField("tên cơ quan", max_length=255)
    folded = models.CharField(max_length=255, db_index=True)
    level = models.CharField("cấp", max_length=10, choices=Level.choices)
    kind = models.CharField("loại", max_length=20, choices=AgencyKind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="agencies")
    phone = models.CharField("điện thoại", max_length=30, blank=True)
    address = models.CharField("địa chỉ", max_length=255, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="agency_ends_after_start",
            )
        ]
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class AgencyName(models.Model):
    """Tên cơ quan theo thời gian: the name an agency bears from a day on, until the next one."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="names")
    name = models.CharField(max_length=255)
    valid_from = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "valid_from"], name="agency_name_per_day")]
        ordering = ["valid_from"]


class Succession(models.Model):
    """Kế thừa: an agency ended on a day, and this one takes over what it did."""

    predecessor = models.ForeignKey(Agency, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Agency, models.PROTECT, related_name="precessions")
    kind = models.CharField(max_length=12, choices=SuccessionKind.choices)
    happened_on = models.DateField()
    decision = models.CharField("quyết định", max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="succession_to_another_agency"
            ),
        ]
        ordering = ["happened_on", "id"]
