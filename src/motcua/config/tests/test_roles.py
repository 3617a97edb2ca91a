"""Two roles on a real PostgreSQL: the one that serves cannot rewrite the log."""

from __future__ import annotations

import json

import psycopg
import pytest
from django.db import connection

from motcua.config.tests.elsewhere import database_url, motcua
from motcua.kernel.events import append_only
from motcua.kernel.events.tests.trace import note_with_words, statement_model

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def serving_url():
    """A role without any right of its own; migrate gives it what it needs."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE serving LOGIN")
    url = database_url().replace(f"//{connection.settings_dict['USER']}@", "//serving@")
    done = motcua("migrate", "-v0", DATABASE_URL=url, DATABASE_OWNER_URL=database_url())
    assert done.returncode == 0, done.stderr
    yield url
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("DROP OWNED BY serving")
        cursor.execute("DROP ROLE serving")


@pytest.fixture
def serving(serving_url):
    host, name = connection.settings_dict["HOST"], connection.settings_dict["NAME"]
    with psycopg.connect(host=host, dbname=name, user="serving", autocommit=True) as connected:
        yield connected


def test_the_serving_role_cannot_rewrite_what_is_append_only(serving):
    for model in append_only.guarded_models():
        table = model._meta.db_table
        kept = next(
            field.column
            for field in model._meta.concrete_fields
            if field.column not in append_only.changeable_columns(model)
        )
        for statement in (
            f'UPDATE "{table}" SET "{kept}" = "{kept}"',
            f'DELETE FROM "{table}"',
            f'TRUNCATE "{table}"',
            f'DROP TABLE "{table}"',
            f'ALTER TABLE "{table}" DISABLE TRIGGER ALL',
            f'DROP TRIGGER "{table}_keep_delete" ON "{table}"',
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                serving.execute(statement)


def test_the_serving_role_cannot_make_tables_or_pretend_migrations(serving):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        serving.execute("CREATE TABLE loophole (id int)")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        serving.execute("DELETE FROM django_migrations")


def test_the_serving_role_can_erase_by_law(serving):
    note_with_words()
    table = statement_model()._meta.db_table
    serving.execute(f"UPDATE {table} SET body_json = '', salt = '', erased_at = now()")
    assert statement_model().objects.get().is_blank()


def test_the_product_works_with_the_serving_role(serving_url):
    """It states facts, runs the worker, takes a seal and verifies, with no more rights than it was given."""
    note_with_words()
    for command in (["worker", "--once"], ["audit", "seal"], ["check"]):
        done = motcua(*command, DATABASE_URL=serving_url)
        assert done.returncode == 0, f"{command}: {done.stderr}"
    # Only that the other process has never heard of the kind of fact this test states.
    found = json.loads(motcua("audit", "verify", "--json", DATABASE_URL=serving_url).stdout)
    assert [one["what"] for one in found["differences"]] == ["loại sự kiện"]
