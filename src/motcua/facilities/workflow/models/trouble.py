from __future__ import annotations

from django.db import models


class TroubleState(models.TextChoices):
    WAITING = "waiting", "đang chờ"
    STUCK = "stuck", "bị kẹt"


class Trouble(models.Model):
    """Việc của máy bị hỏng: a job or timer that failed at a token, when it is tried again, or that it waits for a person.

    The token is the queue's row; this one stands beside it only while something is wrong.
    """

    run_id = models.BigIntegerField()
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=TroubleState.choices, default=TroubleState.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField()
    last_error = models.TextField(default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run_id", "number"], name="trouble_once")]

    def __str__(self) -> str:
        return f"{self.run_id}/{self.number}"
