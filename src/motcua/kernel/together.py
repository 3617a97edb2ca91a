"""Writes whose answer nobody waits for, sent one behind the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def together() -> Iterator[None]:
    """Statements of this block go to PostgreSQL without waiting for each other's answers.

    For the tail of an act others wait for: each answer is a way there and back while a row is held. A read in the
    block waits for all before it; the database's refusal is raised by the next read or at the block's end.
    SQLite has no such way, and nothing changes there.
    """
    if connection.vendor != "postgresql":
        yield
        return
    connection.ensure_connection()
    with connection.wrap_database_errors, connection.connection.pipeline():
        yield
