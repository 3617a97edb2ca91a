from __future__ import annotations

from django.db import models

from motcua.casework.dossiers.choices import ComponentKind
from motcua.casework.dossiers.models.dossier import Dossier


class DossierComponent(models.Model):
    """Giấy tờ trong thành phần hồ sơ: how one required component was met."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="components")
    component_id = models.BigIntegerField()
    kind = models.CharField(max_length=14, choices=ComponentKind.choices)
    quantity = models.PositiveSmallIntegerField(default=1)
    paper_ids = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "component_id"], name="component_once")]
        ordering = ["id"]


class DossierFee(models.Model):
    """Phí, lệ phí được ghi nhận: what the applicant owes, as noted at intake."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="fees")
    fee_id = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=10)
    amount_vnd = models.BigIntegerField()

    class Meta:
        ordering = ["id"]
