from __future__ import annotations

from django.db import models

from motcua.casework.dossiers.choices import PartyKind
from motcua.casework.dossiers.models.dossier import Dossier


class PartyRole(models.TextChoices):
    OWNER = "owner", "Chủ hồ sơ"
    SUBMITTER = "submitter", "Người nộp"


class Party(models.Model):
    """Chủ hồ sơ, người nộp: the people and bodies of a dossier, as the latest statement has them."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="parties")
    role = models.CharField(max_length=10, choices=PartyRole.choices)
    kind = models.CharField(max_length=20, choices=PartyKind.choices)
    name = models.CharField(max_length=200)
    personal_id = models.CharField(max_length=12, blank=True, db_index=True)
    tax_code = models.CharField(max_length=14, blank=True)
    born_on = models.DateField(null=True)
    sex = models.CharField(max_length=3, blank=True)
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=16, blank=True)
    email = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "role"], name="party_once_per_role")]

    def __str__(self) -> str:
        return f"{self.role} of {self.dossier_id}"


PARTY_COLUMNS = ("kind", "name", "personal_id", "tax_code", "born_on", "sex", "address", "phone", "email")
