"""Publishes the records of one batch: which of them bring something new, and what follows from that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import uuid4

from django.db import transaction

from motcua.directory.procedures.actions.write_versions import version_row, write_versions
from motcua.directory.procedures.choices import RecordKind, VersionState
from motcua.directory.procedures.events import CatalogueImported, VersionPublished, VersionWithdrawn
from motcua.directory.procedures.models import CatalogueImport, Procedure, ProcedureVersion
from motcua.directory.procedures.rules.catalogue import digest_of_versions, first_day, rank
from motcua.directory.procedures.rules.codes import national_code
from motcua.directory.procedures.rules.content import CatalogueRecord
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log


class Outcome(StrEnum):
    IMPORTED = "imported"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class _Change:
    """One procedure that changes: its last version until now, and the version or withdrawal to come."""

    record: CatalogueRecord
    last: ProcedureVersion | None


@transaction.atomic
def publish_records(
    *, records: Sequence[CatalogueRecord], run: CatalogueImport, at: datetime, actor_id: int | None = None
) -> list[Outcome]:
    """Write what is new in `records` (each code at most once) and state it; one outcome per record.

    A poorer record never replaces a richer one, an older one never a newer, and equal
    content makes no version. Raises what the database raises; nothing is kept then.
    """
    on = at.astimezone(VIETNAM).date()
    last = _last_versions([record.code for record in records])
    outcomes, changes = [], []
    for record in records:
        known = last.get(record.code)
        outcomes.append(_outcome(record, known))
        if outcomes[-1] != Outcome.UNCHANGED:
            changes.append(_Change(record, known))
    if changes:
        _write(changes, run, on, at, actor_id)
    return outcomes


def _last_versions(codes: list[str]) -> dict[str, ProcedureVersion]:
    rows = ProcedureVersion.objects.filter(procedure__code__in=codes).select_related("procedure")
    slim = rows.only(
        "procedure__code", "number", "state", "valid_from", "valid_to", "record_kind", "content_digest",
        "source_updated_at",
    )  # fmt: skip
    return {row.procedure.code: row for row in slim.order_by("number")}


def _outcome(record: CatalogueRecord, last: ProcedureVersion | None) -> Outcome:
    if last is None:
        return Outcome.IMPORTED
    if rank(record.kind) < rank(last.record_kind) or _is_older(record, last):
        return Outcome.UNCHANGED
    if not record.is_active:
        return Outcome.UNCHANGED if last.state == VersionState.WITHDRAWN else Outcome.UPDATED
    same = (last.content_digest, last.record_kind, last.state) == (
        record.digest,
        record.kind,
        VersionState.PUBLISHED,
    )
    return Outcome.UNCHANGED if same else Outcome.UPDATED


def _is_older(record: CatalogueRecord, last: ProcedureVersion) -> bool:
    stamps = (record.updated_at, last.source_updated_at)
    return record.kind == last.record_kind and None not in stamps and stamps[0] < stamps[1]  # type: ignore[operator]


def _write(
    changes: list[_Change], run: CatalogueImport, on: date, at: datetime, actor_id: int | None
) -> None:
    run.batches += 1
    run.last_at = at
    run.stamp = uuid4()
    run.save()
    ended = [change for change in changes if change.last and not change.record.is_active]
    begun = [change for change in changes if change not in ended]
    procedures = _procedures([change.record.code for change in begun])
    versions = [_version(change, procedures[change.record.code], run, on) for change in begun]
    write_versions(
        [(version, change.record.content) for version, change in zip(versions, begun, strict=True)]
    )
    _end_former(versions, begun)
    for version, change in zip(versions, begun, strict=True):
        _state_published(version, change.record.code, at, actor_id)
        if version.state == VersionState.WITHDRAWN:
            _state_withdrawn(version, change.record.code, at, actor_id)
    for change in ended:
        _withdraw(change, on, at, actor_id)
    _state_batch(changes, versions, run, at, actor_id)


def _procedures(codes: list[str]) -> dict[str, Procedure]:
    known = {row.code: row for row in Procedure.objects.filter(code__in=codes)}
    new = [Procedure(code=code, national_code=national_code(code)) for code in codes if code not in known]
    return known | {row.code: row for row in Procedure.objects.bulk_create(new)}


def _version(change: _Change, procedure: Procedure, run: CatalogueImport, on: date) -> ProcedureVersion:
    record, last = change.record, change.last
    fresh = last is None or last.record_kind == RecordKind.LIST
    begins = first_day(record.effective_on, on, is_first=fresh)
    return version_row(
        record.content,
        procedure=procedure,
        number=last.number + 1 if last else 1,
        state=VersionState.PUBLISHED if record.is_active else VersionState.WITHDRAWN,
        valid_from=begins,
        valid_to=None if record.is_active else max(on, begins),
        record_kind=record.kind,
        source=run.source,
        source_id=record.source_id,
        source_updated_at=record.updated_at,
        content_digest=change.record.digest,
        catalogue_import=run,
    )


def _end_former(versions: list[ProcedureVersion], begun: list[_Change]) -> None:
    """Each last version ends where the next begins; one statement for all that end on a day."""
    ends: dict[date, list[int]] = {}
    for version, change in zip(versions, begun, strict=True):
        if change.last and change.last.valid_to is None:
            ends.setdefault(max(version.valid_from, change.last.valid_from), []).append(change.last.pk)
    for day, ids in ends.items():
        ProcedureVersion.objects.filter(pk__in=ids).update(valid_to=day)


def _withdraw(change: _Change, on: date, at: datetime, actor_id: int | None) -> None:
    version = change.last
    if version is None:
        return
    version.state = VersionState.WITHDRAWN
    version.valid_to = max(on, version.valid_from)
    version.save(update_fields=["state", "valid_to"])
    _state_withdrawn(version, change.record.code, at, actor_id)


def _state_withdrawn(version: ProcedureVersion, code: str, at: datetime, actor_id: int | None) -> None:
    log.publish(
        VersionWithdrawn(
            code=code,
            version_id=version.pk,
            number=version.number,
            valid_to=version.valid_to.isoformat() if version.valid_to else "",
        ),
        subject=f"procedure:{version.procedure_id}",
        happened_at=at,
        actor_id=actor_id,
    )


def _state_published(version: ProcedureVersion, code: str, at: datetime, actor_id: int | None) -> None:
    """A row of the list says nothing of law: the fact of its batch covers it."""
    if version.record_kind == RecordKind.LIST:
        return
    log.publish(
        VersionPublished(
            code=code,
            version_id=version.pk,
            number=version.number,
            record_kind=version.record_kind,
            valid_from=version.valid_from.isoformat(),
            content_digest=version.content_digest,
        ),
        subject=f"procedure:{version.procedure_id}",
        happened_at=at,
        actor_id=actor_id,
    )


def _state_batch(
    changes: list[_Change],
    versions: list[ProcedureVersion],
    run: CatalogueImport,
    at: datetime,
    actor_id: int | None,
) -> None:
    imported = sum(change.last is None for change in changes)
    ids = [version.pk for version in versions]
    log.publish(
        CatalogueImported(
            imported=imported,
            updated=len(changes) - imported,
            versions=len(versions),
            first_version_id=min(ids, default=None),
            last_version_id=max(ids, default=None),
            versions_digest=digest_of_versions(
                (version.procedure.code, version.number, version.content_digest) for version in versions
            ),
        ),
        subject=f"catalogue_import:{run.pk}",
        happened_at=at,
        actor_id=actor_id,
    )
