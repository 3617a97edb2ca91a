"""Provinces and communes of today, and what stood there before 01/07/2025."""

from __future__ import annotations

from django.db import models

from motcua.directory.units.choices import UnitLevel, UnitRegime


class Unit(models.Model):
    """Đơn vị hành chính: a province or commune (and, before 01/07/2025, a district) with its official code.

    Codes were reused when districts were abolished, so a code is unique within its regime only.
    """

    regime = models.CharField(max_length=10, choices=UnitRegime.choices)
    level = models.CharField(max_length=10, choices=UnitLevel.choices)
    code = models.CharField("mã đơn vị hành chính", max_length=10)
    name = models.CharField("tên", max_length=120)
    full_name = models.CharField("tên đầy đủ", max_length=160)
    folded = models.CharField(max_length=160, db_index=True)
    kind = models.CharField("loại", max_length=40, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["regime", "level", "code"], name="unit_code_once_per_regime")
        ]
        ordering = ["regime", "code"]

    def __str__(self) -> str:
        return self.full_name


class UnitSuccession(models.Model):
    """Đơn vị cũ → đơn vị mới: where a place named on an old paper lies today.

    A commune that was split has several rows; `is_default` marks the one holding most of it.
    """

    old = models.ForeignKey(Unit, models.PROTECT, related_name="successions")
    new = models.ForeignKey(Unit, models.PROTECT, related_name="precessions")
    is_whole = models.BooleanField()
    is_default = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="unit_succession_once")]
