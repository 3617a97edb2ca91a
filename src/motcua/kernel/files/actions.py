"""Taking a file in: first to disk (slow, outside any transaction), then into the books."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from motcua.kernel.files import sniff, store
from motcua.kernel.files.choices import MAX_BYTES
from motcua.kernel.files.models import StoredFile


@dataclass(frozen=True)
class KeptFile:
    """A file that was found fit and stands in the store."""

    sha256: str
    size: int
    media_type: str
    pages: int | None = None


def keep_file(*, chunks: Iterable[bytes], name: str, limit: int = MAX_BYTES) -> KeptFile:
    """Examine what arrives under `name` and put it on disk; call it before the transaction opens.

    Should the transaction then fail, the file stays without a row, harms nothing and is
    found again when it is sent again. Raises FileRefused, NotSaved.
    """
    with store.receive(chunks, limit=limit) as received:
        found = sniff.inspect(received.path, name=name)
        store.keep(received)
        return KeptFile(received.sha256, received.size, found.kind.value, found.pages)


def discard_file(*, sha256: str, before: datetime) -> bool:
    """Remove a kept file that has no row and that nobody has sent since `before`; whether it is gone."""
    if StoredFile.objects.filter(pk=sha256).exists():
        return False
    return store.discard(sha256, before=before)


@transaction.atomic
def record_file(*, file: KeptFile, stored_at: datetime) -> StoredFile:
    """Enter a kept file into the books; the same content has one row, the first one."""
    row, _ = StoredFile.objects.get_or_create(
        sha256=file.sha256,
        defaults={
            "size": file.size,
            "media_type": file.media_type,
            "pages": file.pages,
            "stored_at": stored_at,
        },
    )
    return row
