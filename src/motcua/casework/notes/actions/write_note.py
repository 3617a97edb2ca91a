"""Leave a note for colleagues; say that a mention was seen; have the words of a note erased."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from motcua.casework.notes.events import MentionSeen, NoteErased, NoteWritten
from motcua.casework.notes.models import Mention, Note, NoteStatement
from motcua.casework.notes.models.note import subject_of
from motcua.kernel.events import log


class NoteRefusal(Exception):
    """Không ghi được ghi chú."""

    def __str__(self) -> str:
        return self.__doc__ or ""


class EmptyNote(NoteRefusal):
    """Hãy ghi nội dung."""


class NoSuchNote(NoteRefusal):
    """Không có ghi chú này."""


@transaction.atomic
def write_note(
    *, dossier_id: int, author_id: int, agency_id: int, text: str, mentioned: Sequence[int], at: datetime
) -> Note:
    """Keep a note of one agency on a dossier and call whom it names. Raises EmptyNote."""
    if not text.strip():
        raise EmptyNote
    called = sorted(set(mentioned) - {author_id})
    words = NoteStatement.write(subject=subject_of(dossier_id), purpose="note", body={"text": text})
    note = Note.objects.create(
        dossier_id=dossier_id, agency_id=agency_id, author_id=author_id, written_at=at, statement=words
    )
    Mention.objects.bulk_create([Mention(note=note, officer_id=pk) for pk in called])
    log.publish(
        NoteWritten(note_id=note.pk, mentioned=tuple(called)),
        subject=note.subject,
        happened_at=at,
        actor_id=author_id,
        agency_id=agency_id,
        statements=[words],
    )
    return note


@transaction.atomic
def see_mention(*, note_id: int, officer_id: int, at: datetime) -> Note:
    """The officer has seen a note that calls them; seen again changes nothing. Raises NoSuchNote."""
    mention = (
        Mention.objects.select_for_update(of=("self",))
        .select_related("note")
        .filter(note_id=note_id, officer_id=officer_id)
        .first()
    )
    if mention is None:
        raise NoSuchNote
    if mention.seen_at is None:
        mention.seen_at = at
        mention.save(update_fields=["seen_at"])
        _state(MentionSeen(note_id=note_id), mention.note, officer_id, at)
    return mention.note


@transaction.atomic
def erase_note(*, note_id: int, officer_id: int, at: datetime) -> Note:
    """Blank the words of a note by law; that it was written stays. Raises NoSuchNote.

    Law: Luật 91/2025/QH15.
    """
    note = Note.objects.select_for_update(of=("self",)).select_related("statement").filter(pk=note_id).first()
    if note is None:
        raise NoSuchNote
    if note.statement.erased_at is None:
        note.statement.erase(at=at)
        _state(NoteErased(note_id=note_id), note, officer_id, at)
    return note


def _state(stated: MentionSeen | NoteErased, note: Note, officer_id: int, at: datetime) -> None:
    log.publish(stated, subject=note.subject, happened_at=at, actor_id=officer_id, agency_id=note.agency_id)
