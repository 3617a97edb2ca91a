"""Triggers that refuse to change what was written, on both engines.

Migrations may rebuild tables, and SQLite drops triggers then; so they are installed anew
after every `migrate` and checked by `doctor` and `audit verify`.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connections, models

from motcua.kernel.events.models import AppendOnly

_REFUSAL = "nhat ky chi duoc ghi them"


def guarded_models() -> list[type[AppendOnly]]:
    """Every concrete append-only table."""
    return [model for model in apps.get_models() if issubclass(model, AppendOnly)]


def changeable_columns(model: type[AppendOnly]) -> tuple[str, ...]:
    """Columns of an append-only table that an UPDATE may touch at all."""
    return (*model.erasable_columns, *model.open_columns)


def install(using: str = "default", **_: Any) -> None:
    """(Re)create the triggers of every append-only table that exists."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_PG_FUNCTION)
        for model in guarded_models():
            if model._meta.db_table in existing:
                for name, statement in _triggers(connection, model).items():
                    cursor.execute(_drop(connection, name, model))
                    cursor.execute(statement)


def missing(using: str = "default") -> list[str]:
    """Tables that stand unguarded or guarded by something else than our triggers; empty when all is well."""
    connection = connections[using]
    present = _present(connection)
    return [
        model._meta.db_table
        for model in guarded_models()
        if any(
            not _is_ours(connection, present.get((model._meta.db_table, name)), statement)
            for name, statement in _triggers(connection, model).items()
        )
    ]


def _present(connection: Any) -> dict[tuple[str, str], tuple[Any, ...]]:
    """What stands in the database: (table, trigger) with what it does."""
    with connection.cursor() as cursor:
        cursor.execute(_LIST_PG if connection.vendor == "postgresql" else _LIST_SQLITE)
        return {(row[0], row[1]): tuple(row[2:]) for row in cursor.fetchall()}


def _is_ours(connection: Any, found: tuple[Any, ...] | None, statement: str) -> bool:
    """Whether a trigger does what `statement` makes it do; a toothless one of the same name is not ours."""
    if found is None:
        return False
    if connection.vendor != "postgresql":
        return found == (statement,)
    body, definition = found
    events = statement.split(" BEFORE ")[1].split(" ON ")[0]
    shape = (" WHEN ", "IS DISTINCT FROM", "IS NULL", "IS NOT NULL", " OR ", " AND ", "<>", "false", "true")
    return (
        body.strip() == _PG_BODY
        and f" BEFORE {events} ON " in definition
        # PostgreSQL prints conditions in its own way; their parts must be as many as ours.
        and all(definition.count(part) == statement.count(part) for part in shape)
    )


def _triggers(connection: Any, model: type[AppendOnly]) -> dict[str, str]:
    """Name of each trigger of a table, with the statement that makes it."""
    table = model._meta.db_table
    free = changeable_columns(model)
    if connection.vendor == "postgresql":
        refuse = "EXECUTE FUNCTION motcua_refuse()"
        when = f"WHEN ({_changes('IS DISTINCT FROM', model)}) " if free else ""
        return {
            f"{table}_keep_update": f'CREATE TRIGGER "{table}_keep_update" BEFORE UPDATE ON "{table}" FOR EACH ROW {when}{refuse}',
            f"{table}_keep_delete": f'CREATE TRIGGER "{table}_keep_delete" BEFORE DELETE ON "{table}" FOR EACH ROW {refuse}',
            f"{table}_keep_truncate": f'CREATE TRIGGER "{table}_keep_truncate" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT {refuse}',
        }
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}: {table}'); END"
    when = f"WHEN {_changes('IS NOT', model)} " if free else ""
    return {
        f"{table}_keep_update": f'CREATE TRIGGER "{table}_keep_update" BEFORE UPDATE ON "{table}" {when}{refuse}',
        f"{table}_keep_delete": f'CREATE TRIGGER "{table}_keep_delete" BEFORE DELETE ON "{table}" {refuse}',
    }


def _changes(differs: str, model: type[AppendOnly]) -> str:
    """SQL that is true when an UPDATE does more than it may: erase, once, or change an open column."""
    free = changeable_columns(model)
    kept = [f.column for f in model._meta.concrete_fields if f.column not in free]
    refused = [f'OLD."{column}" {differs} NEW."{column}"' for column in kept]
    if model.erasable_columns:
        erases = " OR ".join(f'OLD."{column}" {differs} NEW."{column}"' for column in model.erasable_columns)
        leaves = [
            f"NEW.\"{column}\" <> ''"
            for column in model.erasable_columns
            if not isinstance(model._meta.get_field(column), models.DateTimeField)
        ]
        wrongly = " OR ".join([*leaves, 'NEW."erased_at" IS NULL', 'OLD."erased_at" IS NOT NULL'])
        refused.append(f"(({erases}) AND ({wrongly}))")
    return " OR ".join(refused)


def _drop(connection: Any, name: str, model: type[AppendOnly]) -> str:
    of_table = f' ON "{model._meta.db_table}"' if connection.vendor == "postgresql" else ""
    return f'DROP TRIGGER IF EXISTS "{name}"{of_table}'


_PG_BODY = f"BEGIN RAISE EXCEPTION '{_REFUSAL}: %', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END"
_PG_FUNCTION = (
    f"CREATE OR REPLACE FUNCTION motcua_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ {_PG_BODY} $$"
)
_LIST_PG = """
SELECT c.relname, t.tgname, p.prosrc, pg_get_triggerdef(t.oid)
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND pg_table_is_visible(c.oid)
"""
_LIST_SQLITE = "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'"
