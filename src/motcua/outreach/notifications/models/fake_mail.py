from __future__ import annotations

from django.db import models


class FakeMail(models.Model):
    """Thư giả: a letter that the fake mailer kept for the screen instead of sending it; evaluation only."""

    key = models.CharField(max_length=80, unique=True)
    masked_to = models.CharField(max_length=140)
    title = models.CharField(max_length=200)
    text = models.TextField()
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["-kept_at", "-id"]

    def __str__(self) -> str:
        return self.key
