"""PostgreSQL roles: one owns and migrates the tables, another serves and cannot rewrite the log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from motcua.config import env
from motcua.kernel.events import append_only

_OWN = ("NAME", "USER", "PASSWORD", "HOST", "PORT")


def has_owner() -> bool:
    """Whether another role than the serving one owns the tables."""
    return connection.vendor == "postgresql" and bool(env.read("DATABASE_OWNER_URL"))


@contextmanager
def as_owner() -> Iterator[None]:
    """Inside the block the database is reached as its owner, where one is named."""
    if not has_owner():
        yield
        return
    owner = env.database(env.read("DATABASE_OWNER_URL"))
    usual = {name: connection.settings_dict[name] for name in _OWN}
    _reach({name: owner[name] for name in _OWN} | {"NAME": usual["NAME"]})
    try:
        yield
    finally:
        _reach(usual)


def _reach(settings: dict[str, Any]) -> None:
    connection.close()
    connection.settings_dict.update(settings)


def grant_serving_role() -> None:
    """Give the role of DATABASE_URL what serving needs and no right to change or delete what is append-only.

    Run as the owner, after every migration; new tables get their rights then.
    """
    role = connection.ops.quote_name(str(env.database(env.read("DATABASE_URL"))["USER"]))
    guarded = {model._meta.db_table: model for model in append_only.guarded_models()}
    with connection.cursor() as cursor:
        for statement in _statements(role, connection.introspection.table_names(cursor), guarded):
            cursor.execute(statement)


def _statements(role: str, tables: list[str], guarded: dict[str, Any]) -> Iterator[str]:
    quote = connection.ops.quote_name
    yield "REVOKE CREATE ON SCHEMA public FROM PUBLIC"
    yield f"GRANT USAGE ON SCHEMA public TO {role}"
    for table in tables:
        yield f"REVOKE ALL ON {quote(table)} FROM {role}"
        if table == "django_migrations":
            yield f"GRANT SELECT ON {quote(table)} TO {role}"
        elif table in guarded:
            yield f"GRANT SELECT, INSERT ON {quote(table)} TO {role}"
            if columns := append_only.changeable_columns(guarded[table]):
                yield f"GRANT UPDATE ({', '.join(map(quote, columns))}) ON {quote(table)} TO {role}"
        else:
            yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON {quote(table)} TO {role}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}"
