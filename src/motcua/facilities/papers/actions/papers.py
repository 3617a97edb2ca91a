"""Papers are added and marked as withdrawn; none is ever changed or deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from motcua.facilities.papers.choices import PaperKind, WithdrawalReason
from motcua.facilities.papers.events import PaperAdded, PaperWithdrawn
from motcua.facilities.papers.models import Paper
from motcua.facilities.papers.rules import clean_name
from motcua.kernel.events import log
from motcua.kernel.files import actions as files
from motcua.kernel.files.actions import KeptFile


class PaperIdReused(Exception):
    """Mã của giấy tờ này đã dùng cho một giấy tờ khác; chưa lưu gì thêm."""

    def __str__(self) -> str:
        return self.__doc__ or ""


class AlreadyWithdrawn(Exception):
    """Giấy tờ này đã được bỏ ra trước đó."""

    def __str__(self) -> str:
        return self.__doc__ or ""


@dataclass(frozen=True)
class By:
    """Who acts, in the name of which agency, when; both None for a citizen at the portal."""

    officer_id: int | None
    agency_id: int | None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class NewPaper:
    """What is said of a paper: its id (made by the client), what it belongs to, and what it is called there."""

    client_id: UUID
    subject: str
    name: str
    kind: str
    part: str = ""


def take_in(upload: UploadedFile) -> KeptFile:
    """Examine an uploaded file and put it on disk: slow, so before the transaction. Raises FileRefused, NotSaved."""
    return files.keep_file(chunks=upload.chunks(), name=clean_name(upload.name or ""))


@transaction.atomic
def add_paper(*, paper: NewPaper, file: KeptFile, by: By) -> Paper:
    """Enter a kept file as a paper of its subject; the same id and content again gives the same paper.

    Raises PaperIdReused when the id came before with another file or for another subject.
    """
    row = Paper(
        id=paper.client_id, subject=paper.subject, part=paper.part, name=clean_name(paper.name),
        kind=PaperKind(paper.kind), uploaded_by_id=by.officer_id, agency_id=by.agency_id, uploaded_at=by.at,
        file=files.record_file(file=file, stored_at=by.at),
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return _first_of(row)
    fact = PaperAdded(
        paper_id=str(row.pk), sha256=file.sha256, size=file.size, media_type=file.media_type,
        paper_kind=row.kind, part=row.part,
    )  # fmt: skip
    _publish(fact, row, by)
    return row


def _first_of(again: Paper) -> Paper:
    """What was stored under this id, when it is the same paper."""
    first = Paper.objects.select_related("file").filter(pk=again.pk).first()
    if first is None:
        raise PaperIdReused
    if (first.file_id, first.subject, first.part) != (again.file_id, again.subject, again.part):
        raise PaperIdReused
    return first


@transaction.atomic
def withdraw_paper(*, paper_id: UUID, reason: str, by: By) -> Paper:
    """Mark a paper as no longer counting; file and row stay. Raises AlreadyWithdrawn, Paper.DoesNotExist."""
    row = Paper.objects.select_for_update(of=("self",)).select_related("file").get(pk=paper_id)
    if row.is_withdrawn:
        raise AlreadyWithdrawn
    row.withdrawn_at, row.withdrawn_by_id = by.at, by.officer_id
    row.withdrawal_reason = WithdrawalReason(reason)
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
    _publish(PaperWithdrawn(paper_id=str(paper_id), reason=row.withdrawal_reason), row, by)
    return row


def _publish(fact: PaperAdded | PaperWithdrawn, row: Paper, by: By) -> None:
    log.publish(fact, subject=row.subject, happened_at=by.at, actor_id=by.officer_id, agency_id=by.agency_id)
