from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from motcua.directory.identity.refusal import Refused
from motcua.facilities.bpmn.table.rows import codes_free
from motcua.facilities.workflow.choices import VersionState
from motcua.facilities.workflow.models import Process, ProcessVersion
from motcua.kernel.text import fold


class DraftChanged(Refused):
    """Bản thảo đã được người khác sửa từ khi trang này mở ra; mở lại trang để xem, rồi sửa tiếp."""


class DrawingTooLarge(Refused):
    """Tệp quy trình lớn quá 5 MB."""


LARGEST = 5 * 1024 * 1024


@transaction.atomic
def save_draft(*, process: Process, xml: bytes, seen: str | None = None, name: str = "") -> ProcessVersion:
    """Keep a drawing as the process's one draft, whatever it holds; a draft is no act and states no fact.

    `seen`: the hash of the draft the page was opened with, empty if there was none. Raises DraftChanged
    and DrawingTooLarge.
    """
    if len(xml) > LARGEST:
        raise DrawingTooLarge
    process = Process.objects.select_for_update().get(pk=process.pk)
    draft = draft_of(process)
    sha256 = hashlib.sha256(xml).hexdigest()
    if (
        seen is not None
        and seen != (draft.sha256 if draft else "")
        and (draft is None or draft.sha256 != sha256)
    ):
        raise DraftChanged
    if name and name != process.name and not process.versions.exclude(state=VersionState.DRAFT).exists():
        process.name = name  # what has been published keeps the name it was published under
        process.save(update_fields=["name"])
    if draft is None:
        last = process.versions.order_by("-number").values_list("number", flat=True).first() or 0
        draft = ProcessVersion(process=process, number=last + 1, state=VersionState.DRAFT)
    draft.xml, draft.sha256 = xml, sha256
    draft.save()
    return draft


@transaction.atomic
def new_process(*, name: str, owner_id: int | None, at: datetime) -> Process:
    """A process without any version yet, with a code made of its name."""
    letters = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in fold(name))
    slug = "-".join(part for part in letters.split("-") if part)[:30].strip("-")
    wanted = f"p-{slug or at.strftime('%Y%m%d')}"
    taken = Process.objects.filter(code__startswith=wanted).values_list("code", flat=True)
    return Process.objects.create(code=codes_free(wanted, taken), name=name, owner_id=owner_id)


@transaction.atomic
def drop_draft(*, process: Process) -> None:
    """Throw the draft away; a process that has nothing else goes with it."""
    process.versions.filter(state=VersionState.DRAFT).delete()
    if not process.versions.exists():
        process.delete()


def draft_of(process: Process) -> ProcessVersion | None:
    return process.versions.filter(state=VersionState.DRAFT).first()
