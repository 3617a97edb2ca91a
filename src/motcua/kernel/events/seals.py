"""The daily seal: what an administrator of the database could still rewrite shows against it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from motcua.kernel import clock
from motcua.kernel.events.chain import GENESIS, Fingerprint, fingerprint, seal_hash
from motcua.kernel.events.models import Seal
from motcua.kernel.events.reading import consistent_reading

_BINARY = {"postgresql": ' COLLATE "C"'}
_SEAL_LOCK = 5_190_411
_PATIENCE_SECONDS = 120


class LogNotSettled(Exception):
    """Có giao dịch ghi quá lâu chưa kết thúc; chưa niêm phong được, sẽ thử lại."""


class BrokenSealFile(Exception):
    """Tệp niêm phong không đọc được."""


@dataclass(frozen=True)
class SealRecord:
    """A seal as it is exported and published."""

    day: str
    last_event_id: int
    events_count: int
    subjects_count: int
    heads_hash: str
    previous_hash: str
    hash: str

    @property
    def print(self) -> Fingerprint:
        return Fingerprint(self.events_count, self.subjects_count, self.heads_hash)

    def is_whole(self) -> bool:
        """Whether its own hash covers what it says."""
        return self.hash == seal_hash(self.previous_hash, self.day, self.last_event_id, self.print)


def record_of(seal: Seal) -> SealRecord:
    return SealRecord(
        day=seal.day.isoformat(),
        last_event_id=seal.last_event_id,
        events_count=seal.events_count,
        subjects_count=seal.subjects_count,
        heads_hash=seal.heads_hash,
        previous_hash=seal.previous_hash,
        hash=seal.hash,
    )


def heads_up_to(last_event_id: int) -> Iterator[tuple[str, int, str]]:
    """Head of every chain as it stood at an event, in binary order of subject."""
    column = f"subject{_BINARY.get(connection.vendor, '')}"
    sql = f"SELECT subject, seq, hash FROM events_event WHERE id <= %s ORDER BY {column}, seq"  # noqa: S608  column is one of two constants
    current: tuple[str, int, str] | None = None
    for subject, seq, head in _stream(sql, [last_event_id]):
        if current and current[0] != subject:
            yield current
        current = (subject, seq, head)
    if current:
        yield current


def _stream(sql: str, parameters: list[Any]) -> Iterator[Any]:
    with consistent_reading(), connection.chunked_cursor() as cursor:
        cursor.execute(sql, parameters)
        while rows := cursor.fetchmany(5000):
            yield from rows


def take_seal(*, at: datetime) -> Seal:
    """Seal everything written so far; chained to the seal before. Also exports it as a file.

    Writers go on meanwhile. Raises LogNotSettled when a transaction stays open too long.
    """
    last_event_id = _settled_end()
    print_ = fingerprint(heads_up_to(last_event_id))
    day = at.astimezone(clock.VIETNAM).date()
    with transaction.atomic():
        previous = _last_hash()
        seal = Seal.objects.create(
            day=day,
            last_event_id=last_event_id,
            events_count=print_.events,
            subjects_count=print_.subjects,
            heads_hash=print_.heads_hash,
            previous_hash=previous,
            hash=seal_hash(previous, day.isoformat(), last_event_id, print_),
            sealed_at=at,
        )
    export(seal, folder())
    return seal


def _last_hash() -> str:
    """Hash of the seal before ours; two seals taken together queue up here instead of forking the chain."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SEAL_LOCK])
    before = Seal.objects.order_by("-id").first()
    return before.hash if before else GENESIS


def _settled_end() -> int:
    """Id of the last event such that no smaller id can still appear.

    On PostgreSQL ids are given before commit: whoever was writing when we looked is waited
    for. (Not by locking the table: the role that serves has no right to.) SQLite has one
    writer, so what is visible is settled.
    """
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.execute("SELECT COALESCE(MAX(id), 0) FROM events_event")
            return cursor.fetchone()[0]
        cursor.execute("SELECT last_value FROM events_event_id_seq")
        given = cursor.fetchone()[0]
        _wait_for_writers(cursor)
        cursor.execute("SELECT COALESCE(MAX(id), 0) FROM events_event WHERE id <= %s", [given])
        return cursor.fetchone()[0]


def _wait_for_writers(cursor: Any) -> None:
    """Until every other transaction that is writing now has ended; each holds a lock on its own number."""
    deadline = monotonic() + _PATIENCE_SECONDS
    begun = _writers(cursor)
    while begun & _writers(cursor):
        if monotonic() > deadline:
            raise LogNotSettled
        sleep(0.05)


def _writers(cursor: Any) -> set[str]:
    cursor.execute(
        "SELECT held.transactionid::text FROM pg_locks held JOIN pg_stat_activity session USING (pid)"
        " WHERE held.locktype = 'transactionid' AND held.mode = 'ExclusiveLock' AND held.granted"
        " AND held.pid <> pg_backend_pid() AND session.datname = current_database()"
    )
    return {row[0] for row in cursor.fetchall()}


def folder() -> Path:
    return Path(settings.VAR) / "seals"


def export(seal: Seal, into: Path) -> Path:
    """Write the seal as a small JSON file for safe keeping elsewhere."""
    into.mkdir(parents=True, exist_ok=True)
    path = into / f"seal-{seal.day.isoformat()}-{seal.hash[:12]}.json"
    part = path.with_suffix(".part")
    part.write_text(
        json.dumps(record_of(seal).__dict__, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    os.replace(part, path)
    return path


def read_file(path: Path) -> SealRecord:
    """A seal from a file; raises BrokenSealFile with the reason."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        record = SealRecord(**content)
        whole = record.is_whole()
    except (OSError, ValueError, TypeError, RecursionError) as failure:
        raise BrokenSealFile(f"{BrokenSealFile.__doc__} ({path}: {type(failure).__name__})") from failure
    if not whole:
        raise BrokenSealFile(f"Tệp niêm phong đã bị sửa: {path}")
    return record
