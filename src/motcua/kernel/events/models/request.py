from __future__ import annotations

from django.db import models


class ClientRequest(models.Model):
    """Yêu cầu từ ngoài: a write that carries its own id, with the answer that was given.

    The same id twice gives the same answer and stores once.
    """

    client_id = models.UUIDField(primary_key=True)
    purpose = models.CharField(max_length=80)
    actor_id = models.BigIntegerField(null=True)
    digest = models.CharField(max_length=64)
    answer_json = models.TextField(default="null")
    recorded_at = models.DateTimeField(db_index=True)
