"""How notes, mentions and what was seen follow from the log, for `audit verify`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from motcua.casework.notes.models import Mention, Note
from motcua.casework.notes.models.note import subject_of
from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Projection, compare, register


def check(subject: str, events: list[Event]) -> Iterator[Difference]:
    """Every note, whom it calls, who has seen it and whether it was erased, against what was stated."""
    rows = {
        row.pk: row
        for row in Note.objects.filter(dossier_id=int(subject.partition(":")[2])).select_related("statement")
    }
    seen: dict[int, dict[int, Any]] = {pk: {} for pk in rows}
    for mention in Mention.objects.filter(note_id__in=rows):
        seen[mention.note_id][mention.officer_id] = mention.seen_at
    written = {event.facts["note_id"]: event for event in events if event.kind == "notes.written"}
    if written.keys() != rows.keys():
        yield Difference(subject, "ghi chú", str(sorted(written)), str(sorted(rows)))
    for pk in sorted(written.keys() & rows.keys()):
        where = f"{subject} ghi chú {pk}"
        yield from compare(where, _stated(written[pk], events), _found(rows[pk], seen[pk]))


def _stated(written: Event, events: Iterable[Event]) -> dict[str, Any]:
    pk = written.facts["note_id"]
    later = [event for event in events if event.facts["note_id"] == pk]
    seen = dict.fromkeys(written.facts["mentioned"]) | {
        event.actor_id: event.happened_at for event in later if event.kind == "notes.seen"
    }
    return {
        "cơ quan": written.agency_id,
        "người viết": written.actor_id,
        "lúc": written.happened_at,
        "lời ghi": [str(UUID(key)) for key in written.statements],
        "nhắc tên": seen,
        "xóa lúc": next((e.happened_at for e in later if e.kind == "notes.erased"), None),
    }


def _found(row: Note, seen: dict[int, Any]) -> dict[str, Any]:
    return {
        "cơ quan": row.agency_id,
        "người viết": row.author_id,
        "lúc": row.written_at,
        "lời ghi": [str(row.statement_id)],
        "nhắc tên": seen,
        "xóa lúc": row.statement.erased_at,
    }


def subjects() -> Iterator[str]:
    ids = Note.objects.order_by("dossier_id").values_list("dossier_id", flat=True).distinct()
    for pk in ids.iterator(chunk_size=2000):
        yield subject_of(pk)


def install() -> None:
    register(Projection(name="notes", subject_type="note", check=check, subjects=subjects))
