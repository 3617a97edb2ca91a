from __future__ import annotations

import json
import secrets
from datetime import datetime
from typing import Any, ClassVar, Self
from uuid import UUID, uuid4

from django.db import models

from motcua.kernel.events.chain import statement_hash
from motcua.kernel.events.facts import canonical, plain
from motcua.kernel.events.models.append_only import AppendOnly


class Statement(AppendOnly):
    """Lời khai, ý kiến, lý do: append-only text or personal data that an event covers by hash.

    Each app that keeps such text subclasses this. `body_json` and `salt` may be erased by
    law; the hash in the event stays and shows that something was there.
    """

    erasable_columns: ClassVar[tuple[str, ...]] = ("body_json", "salt", "erased_at")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    subject = models.CharField(max_length=64)
    purpose = models.CharField(max_length=40)
    salt = models.CharField(max_length=32)
    body_json = models.TextField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @classmethod
    def write(cls, *, subject: str, purpose: str, body: dict[str, Any], id: UUID | None = None) -> Self:
        """Store a statement; pass the result to `log.publish(statements=[…])` in the same transaction."""
        row = cls(
            id=id or uuid4(),
            subject=subject,
            purpose=purpose,
            salt=secrets.token_hex(16),
            body_json=canonical(plain(body)),
        )
        row.save(force_insert=True)
        return row

    @property
    def body(self) -> dict[str, Any]:
        """What was said; empty once erased by law."""
        return json.loads(self.body_json) if self.body_json else {}

    @property
    def sha256(self) -> str:
        return statement_hash(self.salt, self.purpose, self.body_json)

    def erase(self, *, at: datetime) -> None:
        """Blank the text by law; that it was said, and when it was blanked, stays."""
        self.body_json, self.salt, self.erased_at = "", "", at
        self.save(update_fields=["body_json", "salt", "erased_at"])

    def is_blank(self) -> bool:
        """Whether nothing of an erased text is left."""
        return not self.body_json and not self.salt
