from __future__ import annotations

from django.db import models


class AccessEntry(models.Model):
    """Nhật ký xem hồ sơ: who looked at which dossier, when, from where, at what and why.

    Law: NĐ 331/2026, TCVN 14423:2026: kept at least 12 months.
    """

    at = models.DateTimeField(db_index=True)
    dossier_id = models.BigIntegerField(null=True)
    officer_id = models.BigIntegerField(null=True)
    address = models.CharField(max_length=45)
    what = models.CharField(max_length=40)
    why = models.CharField(max_length=80, blank=True)

    class Meta:
        db_table = "dossiers_accessentry"
        indexes = [models.Index(fields=["dossier_id", "at"], name="access_of_dossier")]
