"""SQLite: the file itself, copied through the online backup while the office works."""

from __future__ import annotations

import gzip
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection

from motcua.config.backups.archive import Writer
from motcua.config.backups.manifest import BadBackup, Manifest

MEMBER = "database.sqlite3.gz"
_PAGES = 2000  # copied at once; writers get their turn between


def save(writer: Writer, scratch: Path) -> None:
    """Add one consistent copy of the database to the archive."""
    connection.ensure_connection()
    copy, packed = scratch / "database.sqlite3", scratch / MEMBER
    with closing(sqlite3.connect(copy)) as target:
        connection.connection.backup(target, pages=_PAGES)
        target.execute("PRAGMA journal_mode=DELETE")
    with copy.open("rb") as source, gzip.open(packed, "wb", compresslevel=3) as out:
        shutil.copyfileobj(source, out, 1024 * 1024)
    copy.unlink()
    writer.add(MEMBER, packed)


def load(unpacked: Path, manifest: Manifest) -> None:
    """Replace the content of the database by that of the backup, in one transaction of SQLite."""
    packed, copy = unpacked / MEMBER, unpacked / "database.sqlite3"
    with gzip.open(packed, "rb") as source, copy.open("wb") as out:
        shutil.copyfileobj(source, out, 1024 * 1024)
    connection.ensure_connection()
    with closing(sqlite3.connect(copy)) as source_database:
        try:
            (verdict,) = source_database.execute("PRAGMA quick_check").fetchone()
        except sqlite3.DatabaseError as failure:
            raise BadBackup from failure
        if verdict != "ok":
            raise BadBackup(f"Cơ sở dữ liệu trong tệp sao lưu hỏng: {verdict}")
        source_database.backup(connection.connection)
    connection.close()


def clear() -> None:
    """Nothing to do: loading replaces the whole file."""
