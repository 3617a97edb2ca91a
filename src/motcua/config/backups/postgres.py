"""PostgreSQL: every table by COPY in one snapshot, so that no client program of the right version is needed.

The rows go back into tables that the software's own migrations make, at the very state
they had when the backup was made; then the database is migrated on.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from psycopg import Copy, sql

from motcua.config.backups.archive import Writer
from motcua.config.backups.manifest import Manifest
from motcua.kernel.events.reading import consistent_reading

_FOLDER = "tables/"
_MIGRATIONS = "django_migrations"
_COLUMNS = """
SELECT column_name FROM information_schema.columns
WHERE table_schema = current_schema() AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position
"""


def save(writer: Writer, scratch: Path) -> None:
    """Add the rows of every table to the archive, all as of one moment."""
    with consistent_reading(), connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if table == _MIGRATIONS:
                continue
            cursor.execute(_COLUMNS, [table])
            columns = [row[0] for row in cursor.fetchall()]
            packed = scratch / "table.gz"
            with (
                gzip.open(packed, "wb", compresslevel=3) as out,
                _copy("{} TO STDOUT", table, columns) as copy,
            ):
                for data in copy:
                    out.write(data)
            writer.manifest.tables[table] = columns
            writer.add(f"{_FOLDER}{table}.gz", packed)
            packed.unlink()


def load(unpacked: Path, manifest: Manifest) -> None:
    """Make the tables as they were, fill them in one transaction, then migrate to this version."""
    _migrate_to(manifest)
    with transaction.atomic(), connection.cursor() as cursor:
        for table in manifest.tables:
            name = connection.ops.quote_name(table)
            cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
            cursor.execute(f"DELETE FROM {name}")  # noqa: S608  what migrations put there; the backup has it too
        for table, columns in manifest.tables.items():
            _fill(unpacked / f"{_FOLDER}{table}.gz", table, columns)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in manifest.tables:
            cursor.execute(f"ALTER TABLE {connection.ops.quote_name(table)} ENABLE TRIGGER USER")
    _move_sequences()  # an upgrade may state facts
    call_command("migrate", verbosity=0)


def _fill(packed: Path, table: str, columns: list[str]) -> None:
    with gzip.open(packed, "rb") as source, _copy("{} FROM STDIN", table, columns) as copy:
        while data := source.read(1024 * 1024):
            copy.write(data)


@contextmanager
def _copy(direction: str, table: str, columns: list[str]) -> Iterator[Copy]:
    """COPY on Django's connection, through psycopg's own cursor; Django's knows no COPY."""
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    place = sql.SQL("{} ({})").format(sql.Identifier(table), names)
    with (
        connection.connection.cursor() as cursor,
        cursor.copy(sql.SQL("COPY " + direction).format(place)) as copy,
    ):
        yield copy


def _migrate_to(manifest: Manifest) -> None:
    """The schema that the backup was made with."""
    executor = MigrationExecutor(connection)
    made = {(app, name) for app, name in manifest.migrations}
    last = [
        node
        for node in made
        if not any(child.key in made for child in executor.loader.graph.node_map[node].children)
    ]
    executor.migrate(sorted(last))


def _move_sequences() -> None:
    """Ids go on after the highest that was restored; tables of later versions are still to come."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        models = [m for m in apps.get_models(include_auto_created=True) if m._meta.db_table in there]
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def clear() -> None:
    """Drop every table of ours, as the owner."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(table)} CASCADE")
