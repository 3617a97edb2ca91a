"""Shared by every test: the log refuses to be flushed, so databases are restored from a copy."""

from __future__ import annotations

import shutil
import sqlite3
from importlib import import_module

import hypothesis
import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import testcases
from django.utils import translation

# Examples are judged by what they find; a busy machine is no finding.
hypothesis.settings.register_profile("motcua", deadline=None)
hypothesis.settings.load_profile("motcua")


@pytest.fixture(autouse=True)
def speak_vietnamese():
    """A page seen in English leaves its language behind on the thread; every test begins in Vietnamese."""
    translation.activate("vi")


@pytest.fixture(autouse=True)
def no_writes_behind_the_tests_back(monkeypatch):
    """The access log's timer would write to the database of whichever test runs a second later."""
    reading = import_module("motcua.casework.finding.actions.reading")  # only once Django is set up
    monkeypatch.setattr(reading, "_start_timer", lambda: None)
    yield
    reading._waiting.clear()


_sqlite_copy: list[sqlite3.Connection] = []


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """After migrating, keep a copy of the empty database; each xdist worker has its own."""
    with django_db_blocker.unblock():
        _keep_copy()
        yield
        _drop_copy()


def _keep_copy() -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        copy = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(copy)
        _sqlite_copy.append(copy)
        return
    name = _closed_database()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}_copy"')
        cursor.execute(f'CREATE DATABASE "{name}_copy" TEMPLATE "{name}" STRATEGY file_copy')


def _drop_copy() -> None:
    if connection.vendor == "sqlite":
        _sqlite_copy.pop().close()
        return
    name = _closed_database()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}_copy"')


def _closed_database() -> str:
    """Name of the test database once this process has let go of it."""
    connections.close_all()
    return connection.settings_dict["NAME"]


def restore_database(_test_case: object = None) -> None:
    """Put the empty database back after a test that really committed."""
    if connection.vendor == "sqlite":
        connections.close_all()  # whatever a test left open must not hold the file
        connection.ensure_connection()
        _sqlite_copy[0].backup(connection.connection)
        return
    name = _closed_database()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{name}_copy" STRATEGY file_copy')


testcases.TransactionTestCase._fixture_teardown = restore_database


_DATABASE = {
    "db",
    "transactional_db",
    "django_db_reset_sequences",
    "django_db_serialized_rollback",
    "live_server",
}
_BY_ITSELF = ("process", "slow", "postgres", "django_db")


def _asks_a_database(item: pytest.Item) -> bool:
    """By its fixtures or marks, or by what it starts; whatever stands in `tests/` may start anything."""
    if any(item.get_closest_marker(name) for name in _BY_ITSELF) or "src" not in item.path.parts:
        return True
    if issubclass(getattr(item, "cls", None) or object, testcases.TransactionTestCase):
        return True
    return bool(_DATABASE.intersection(getattr(item, "fixturenames", ())))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that need the other engine are skipped with the reason, not silently passed.

    PostgreSQL is the second engine: what asks no database has been answered with the first.
    """
    if connection.vendor == "postgresql":
        asking = [item for item in items if _asks_a_database(item)]
        kept = set(asking)
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = asking
        return
    for item in items:
        if item.get_closest_marker("postgres"):
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL: python tests/postgres.py pytest …"))


def pytest_unconfigure() -> None:
    """Leave nothing behind; processes of xdist end without running what was registered for exit."""
    shutil.rmtree(settings.TEST_FOLDER, ignore_errors=True)
