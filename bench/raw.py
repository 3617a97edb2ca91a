"""The statements of an act, captured and sent again by the bare driver: the floor an act is compared with."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction

Statement = tuple[str, Any, Any]


def captured(act: Callable[[], object]) -> list[Statement]:
    """The statements an act sends, with what they answered; the act itself is rolled back."""
    found: list[Statement] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        answer = execute(sql, params, many, context)
        found.append((sql, params, many))
        return answer

    numbers = _last_numbers()
    with transaction.atomic():
        with connection.execute_wrapper(note):
            act()
        transaction.set_rollback(True)
    _put_back(numbers)
    return found


def _last_numbers() -> dict[str, int | None]:
    """The last number of every sequence: PostgreSQL does not take those back that a rolled back act drew."""
    if connection.vendor != "postgresql":
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(schemaname) || '.' || quote_ident(sequencename), last_value FROM pg_sequences"
        )
        return dict(cursor.fetchall())


def _put_back(numbers: dict[str, int | None]) -> None:
    """So that rows sent again get the ids the captured statements speak of."""
    drawn = {name for name, last in _last_numbers().items() if last != numbers.get(name)}
    with connection.cursor() as cursor:
        for name in sorted(drawn):
            last = numbers.get(name)
            cursor.execute("SELECT setval(%s::regclass, %s, %s)", [name, last or 1, last is not None])


def sent(statements: list[Statement]) -> float:
    """Send the statements in one transaction through the driver alone; the milliseconds it took."""
    connection.ensure_connection()
    driver = connection.connection
    sqlite = connection.vendor == "sqlite"
    ready = [(_marks(sql) if sqlite else sql, params, many) for sql, params, many in statements]
    cursor = driver.cursor()
    began = time.perf_counter()
    cursor.execute("BEGIN IMMEDIATE" if sqlite else "BEGIN")
    for sql, params, many in ready:
        if many:
            cursor.executemany(sql, params)
            continue
        cursor.execute(sql, params or ())
        if cursor.description:
            cursor.fetchall()
    cursor.execute("COMMIT")
    took = (time.perf_counter() - began) * 1000
    cursor.close()
    return took


def _marks(sql: str) -> str:
    return sql.replace("%s", "?").replace("%%", "%")
