"""Files of a page that is still being filled in: held, made papers when it is saved, forgotten when it never is."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from motcua.facilities.papers.actions.papers import By, NewPaper, PaperIdReused, add_paper
from motcua.facilities.papers.models import HeldFile, Paper
from motcua.facilities.papers.rules import KEEP_HELD, clean_name
from motcua.kernel.files import actions as files
from motcua.kernel.files.actions import KeptFile


@transaction.atomic
def hold_file(*, client_id: UUID, file: KeptFile, name: str, by: By) -> HeldFile:
    """Hold a kept file for the page with this client id; the same page and content again is the same held file.

    Raises PaperIdReused when another officer's page bears the id.
    """
    values = {
        "officer_id": by.officer_id, "name": clean_name(name), "sha256": file.sha256, "size": file.size,
        "media_type": file.media_type, "pages": file.pages, "held_at": by.at,
    }  # fmt: skip
    row, is_new = HeldFile.objects.get_or_create(pk=uuid5(client_id, file.sha256), defaults=values)
    if row.officer_id != by.officer_id:
        raise PaperIdReused
    if not is_new:
        row.held_at = by.at
        row.save(update_fields=["held_at"])
    return row


@transaction.atomic
def add_held(*, held: HeldFile, paper: NewPaper, by: By) -> Paper:
    """Make a held file a paper. The held row stays until it is forgotten: the page may be sent again."""
    file = KeptFile(held.sha256, held.size, held.media_type, held.pages)
    return add_paper(paper=paper, file=file, by=by)


def forget_held(at: datetime) -> int:
    """Drop what was held too long, and each file of it that became no paper; how many rows went."""
    before = at - KEEP_HELD
    old = HeldFile.objects.filter(held_at__lt=before)
    hashes = sorted(set(old.values_list("sha256", flat=True)))
    gone, _ = old.delete()
    for sha256 in hashes:
        if not HeldFile.objects.filter(sha256=sha256).exists():
            files.discard_file(sha256=sha256, before=before)
    return gone
