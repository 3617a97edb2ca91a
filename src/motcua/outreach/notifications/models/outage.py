from __future__ import annotations

from django.db import models


class MailOutage(models.Model):
    """Sự cố máy chủ thư: stands while the mail server takes nothing; letters wait and lose no attempt."""

    since = models.DateTimeField()
    attempts = models.PositiveIntegerField()
    next_at = models.DateTimeField()
    last_error = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.last_error
