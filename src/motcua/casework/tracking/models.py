from __future__ import annotations

from django.db import models


class LookupAttempt(models.Model):
    """Số lần nhập sai mã tra cứu: wrong PINs against one dossier or from one address in a span of time."""

    key = models.CharField(max_length=80, primary_key=True)
    since = models.DateTimeField()
    wrong = models.PositiveIntegerField()

    class Meta:
        db_table = "dossiers_lookupattempt"
