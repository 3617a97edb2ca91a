"""Replays the whole log and names every difference: chains, statements, projections, seals, guards."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from itertools import groupby
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models import Count, Max

from motcua.kernel.events import append_only, facts, projections
from motcua.kernel.events.chain import GENESIS, fingerprint
from motcua.kernel.events.failures import describe
from motcua.kernel.events.models import ChainHead, Event, Seal, Statement
from motcua.kernel.events.projections import Difference
from motcua.kernel.events.reading import consistent_reading
from motcua.kernel.events.seals import SealRecord, heads_up_to, record_of

_CHUNK = 2000  # rows fetched at once
_BATCH = 400  # subjects looked up at once; below SQLite's limit of parameters
_log = logging.getLogger(__name__)


def verify(outside_seal: SealRecord | None = None) -> Iterator[Difference]:
    """Every difference between the log and what should follow from it; nothing when all is well."""
    with consistent_reading():
        yield from _unguarded()
        yield from _subjects()
        yield from _orphan_heads()
        yield from _orphan_rows()
        yield from _statements_without_event()
        yield from _seals()
        if outside_seal:
            yield from _against_log(outside_seal, "niêm phong trong tệp")
            yield from _known(outside_seal)


def _unguarded() -> Iterator[Difference]:
    for table in append_only.missing():
        yield Difference(table, "khóa chống sửa", "có trigger", "không có, hoặc đã bị thay")


def _subjects() -> Iterator[Difference]:
    """Each chain by itself, its statements, then the projections of its type; some hundred subjects at a time."""
    for log in _logs():
        heads = dict(ChainHead.objects.filter(subject__in=log).values_list("subject", "hash"))
        for subject, events in log.items():
            yield from chain_differences(subject, events, heads.get(subject))
        yield from _statement_differences(log)
        for projection in projections.registered():
            own = {
                s: events for s, events in log.items() if events[0].subject_type == projection.subject_type
            }
            if own:
                yield from _projected(projection, own)


def _logs() -> Iterator[dict[str, list[Event]]]:
    """The whole log, in portions of whole subjects."""
    rows = Event.objects.order_by("subject", "seq").iterator(chunk_size=_CHUNK)
    log: dict[str, list[Event]] = {}
    for subject, events in groupby(rows, key=lambda event: event.subject):
        log[subject] = list(events)
        if len(log) >= _BATCH:
            yield log
            log = {}
    if log:
        yield log


def _projected(projection: projections.Projection, log: projections.Log) -> list[Difference]:
    """What rows say against what the log says. A log that was tampered with may not replay at all."""
    if projection.check_many:
        try:
            with transaction.atomic():
                return list(projection.check_many(log))
        except Exception:
            _log.info("%s: one subject at a time", projection.name)  # to name the one that cannot be replayed
    found: list[Difference] = []
    for subject, events in log.items():
        found += _projected_alone(projection, subject, events)
    return found


def _projected_alone(
    projection: projections.Projection, subject: str, events: list[Event]
) -> list[Difference]:
    try:
        with transaction.atomic():
            return list(projection.check(subject, events))
    except Exception as failure:
        return [Difference(subject, f"dựng lại {projection.name}", "dựng được", describe(failure))]


def chain_differences(subject: str, events: list[Event], head: str | None) -> Iterator[Difference]:
    """Gaps, edited events and broken links of one chain, and whether its stored head is its last link."""
    previous = GENESIS
    for expected_seq, event in enumerate(events, start=1):
        where = f"{subject} #{event.seq}"
        if event.seq != expected_seq:
            yield Difference(where, "thứ tự", str(expected_seq), str(event.seq))
        if event.previous_hash != previous:
            yield Difference(where, "mắt xích trước", previous[:16], event.previous_hash[:16])
        recomputed = event.link().hash()
        if recomputed != event.hash:
            yield Difference(where, "mã băm sự kiện", recomputed[:16], event.hash[:16])
        if event.kind not in facts.kinds():
            yield Difference(where, "loại sự kiện", "loại đã biết", event.kind)
        previous = event.hash
    if head != previous:
        yield Difference(subject, "đầu chuỗi", previous[:16], (head or "không có")[:16])


def _statement_models() -> list[type[Statement]]:
    return [model for model in apps.get_models() if issubclass(model, Statement)]


def _statement_differences(log: projections.Log) -> Iterator[Difference]:
    """Statements that events name and that are gone, edited, moved, or only half erased."""
    covered = [
        (event, key, sha)
        for events in log.values()
        for event in events
        for key, sha in _named(event.statements_json).items()
    ]
    rows = _statements_by_id({key for _, key, _ in covered})
    for event, key, sha in covered:
        where, row = f"{event.subject} #{event.seq}", rows.get(key)
        if row is None:
            yield Difference(where, f"lời khai {key}", str(sha)[:16], "không có")
        elif row.subject != event.subject:
            yield Difference(where, f"lời khai {key}", event.subject, row.subject)
        elif row.erased_at is not None:
            if not row.is_blank():
                yield Difference(where, f"lời khai {key}", "đã xóa trắng", "còn nội dung")
        elif row.sha256 != sha:
            yield Difference(where, f"lời khai {key}", str(sha)[:16], row.sha256[:16])


def _named(statements_json: str) -> dict[str, str]:
    """Statements an event names; an unreadable text names none (its hash tells of it)."""
    try:
        named = json.loads(statements_json)
    except ValueError:
        return {}
    return named if isinstance(named, dict) else {}


def _statements_by_id(keys: set[str]) -> dict[str, Statement]:
    ids = {UUID(key) for key in keys if _is_uuid(key)}
    rows: dict[str, Statement] = {}
    for model in _statement_models() if ids else []:
        rows.update({str(id_): row for id_, row in model._default_manager.in_bulk(list(ids)).items()})
    return rows


def _is_uuid(key: str) -> bool:
    try:
        return str(UUID(key)) == key
    except ValueError:
        return False


def _statements_without_event() -> Iterator[Difference]:
    """Statements of subjects whose events do not name them."""
    for model in _statement_models():
        rows = model._default_manager.order_by("subject").values_list("subject", "id")
        for batch in _batches(rows.iterator(chunk_size=_CHUNK)):
            named = _names_of({subject for subject, _ in batch})
            for subject, key in batch:
                if (subject, str(key)) not in named:
                    yield Difference(subject, f"lời khai {key}", "có sự kiện nêu tới", "không có")


def _names_of(subjects: set[str]) -> set[tuple[str, str]]:
    events = Event.objects.filter(subject__in=subjects).exclude(statements_json="{}")
    return {
        (subject, key)
        for subject, text in events.values_list("subject", "statements_json")
        for key in _named(text)
    }


def _orphan_heads() -> Iterator[Difference]:
    """Heads whose chain is gone."""
    stored = ChainHead.objects.order_by("subject").iterator(chunk_size=_CHUNK)
    for batch in _batches(stored):
        present = set(
            Event.objects.filter(subject__in=[h.subject for h in batch]).values_list("subject", flat=True)
        )
        for head in batch:
            if head.subject not in present:
                yield Difference(
                    head.subject, "chuỗi sự kiện", f"{head.seq} sự kiện", "không còn sự kiện nào"
                )


def _orphan_rows() -> Iterator[Difference]:
    """Rows of a projection whose subject has no event at all."""
    for projection in projections.registered():
        for batch in _batches(projection.subjects()):
            present = set(Event.objects.filter(subject__in=batch).values_list("subject", flat=True))
            for subject in batch:
                if subject not in present:
                    yield Difference(
                        subject, projection.name, "không có dòng nào", "có dòng không do sự kiện nào ghi"
                    )


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for row in rows:
        batch.append(row)
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _seals() -> Iterator[Difference]:
    """Each seal is whole and follows the one before; the last is recomputed over the log."""
    previous = GENESIS
    seals = list(Seal.objects.order_by("id"))
    counts = Event.objects.aggregate(last=Max("id"), count=Count("id"))
    for seal in seals:
        record = record_of(seal)
        if not record.is_whole():
            yield Difference(f"niêm phong {seal.day}", "mã băm", "khớp nội dung", "nội dung đã bị sửa")
        if seal.previous_hash != previous:
            yield Difference(
                f"niêm phong {seal.day}", "niêm phong trước", previous[:16], seal.previous_hash[:16]
            )
        if seal.last_event_id > (counts["last"] or 0):
            yield Difference(
                f"niêm phong {seal.day}", "sự kiện cuối", str(seal.last_event_id), str(counts["last"])
            )
        previous = seal.hash
    if seals:
        yield from _against_log(record_of(seals[-1]), f"niêm phong {seals[-1].day}")


def _against_log(record: SealRecord, name: str) -> Iterator[Difference]:
    found = fingerprint(heads_up_to(record.last_event_id))
    if found.events != record.events_count:
        yield Difference(name, "số sự kiện", str(record.events_count), str(found.events))
    if found.subjects != record.subjects_count:
        yield Difference(name, "số chuỗi", str(record.subjects_count), str(found.subjects))
    if found.heads_hash != record.heads_hash:
        yield Difference(name, "dấu của các đầu chuỗi", record.heads_hash[:16], found.heads_hash[:16])


def _known(record: SealRecord) -> Iterator[Difference]:
    if not Seal.objects.filter(hash=record.hash).exists():
        yield Difference("niêm phong trong tệp", "có trong sổ niêm phong", record.hash[:16], "không có")
