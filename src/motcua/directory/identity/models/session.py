from __future__ import annotations

from uuid import uuid4

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from motcua.directory.identity.models.account import Account


class Session(AbstractBaseSession):
    """Phiên làm việc: one signed-in browser, listed for its owner and revocable.

    Pages name it by `public_id`; the key itself opens the session and is never shown.
    """

    public_id = models.UUIDField(unique=True, default=uuid4, editable=False)
    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="sessions")
    address = models.GenericIPAddressField(null=True, unpack_ipv4=True)
    agent = models.CharField(max_length=255, blank=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta(AbstractBaseSession.Meta):
        ordering = ["-seen_at"]
