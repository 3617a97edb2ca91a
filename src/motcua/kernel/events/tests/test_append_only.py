from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.kernel.events import append_only
from motcua.kernel.events.models import Event, Seal
from motcua.kernel.events.seals import take_seal
from motcua.kernel.events.tests.trace import AT, execute, note, note_with_words, statement_model

pytestmark = pytest.mark.django_db


def _refused(act, *arguments) -> None:
    with pytest.raises(IntegrityError, match="nhat ky chi duoc ghi them"), transaction.atomic():
        act(*arguments)


def test_events_are_neither_changed_nor_deleted():
    event = note()
    _refused(execute, "UPDATE events_event SET actor_id = 9")
    _refused(execute, "UPDATE events_event SET hash = hash")
    _refused(execute, "DELETE FROM events_event")
    with pytest.raises(IntegrityError), transaction.atomic():
        event.save()
    assert Event.objects.get(pk=event.pk).actor_id is None


def test_seals_are_neither_changed_nor_deleted(settings, tmp_path):
    settings.VAR = tmp_path
    take_seal(at=AT)
    _refused(execute, "UPDATE events_seal SET events_count = 5")
    _refused(execute, "DELETE FROM events_seal")
    assert Seal.objects.count() == 1


def test_replacing_a_row_is_refused():
    event = note()
    if connection.vendor == "sqlite":
        sql = "INSERT OR REPLACE INTO events_event SELECT * FROM events_event WHERE id = %s"
        _refused(execute, sql, event.pk)
        _refused(execute, "REPLACE INTO events_event SELECT * FROM events_event WHERE id = %s", event.pk)
    else:
        sql = (
            "INSERT INTO events_event SELECT * FROM events_event WHERE id = %s"
            " ON CONFLICT (id) DO UPDATE SET actor_id = 9"
        )
        _refused(execute, sql, event.pk)


def test_emptying_a_table_is_refused():
    note()
    if connection.vendor == "postgresql":
        _refused(execute, "TRUNCATE events_event CASCADE")
        _refused(execute, "TRUNCATE events_seal")
    else:  # SQLite has no TRUNCATE; an unqualified DELETE is its fast path
        _refused(execute, "DELETE FROM events_event")
    assert Event.objects.exists()


def test_a_statement_is_erased_once_and_nothing_else_of_it_changes():
    said = note_with_words()
    table = statement_model()._meta.db_table
    _refused(execute, f"UPDATE {table} SET body_json = '{{}}'")
    _refused(execute, f"UPDATE {table} SET body_json = ''")
    _refused(
        execute, f"UPDATE {table} SET body_json = '', salt = '', erased_at = %s, subject = 'trace:2'", AT
    )
    _refused(execute, f"UPDATE {table} SET body_json = 'x', salt = '', erased_at = %s", AT)
    _refused(execute, f"DELETE FROM {table}")
    said.erase(at=AT)
    kept = statement_model().objects.get()
    assert (kept.body, kept.salt, kept.erased_at) == ({}, "", AT)
    _refused(execute, f"UPDATE {table} SET erased_at = %s", AT.replace(year=2027))


def test_open_columns_may_change_and_the_others_may_not():
    for model in append_only.guarded_models():
        if model.open_columns and not model.erasable_columns:
            condition = append_only._changes("IS NOT", model)
            assert not any(f'OLD."{column}"' in condition for column in model.open_columns)
            assert all(
                f'OLD."{field.column}"' in condition
                for field in model._meta.concrete_fields
                if field.column not in model.open_columns
            )


def test_a_missing_trigger_is_noticed():
    assert append_only.missing() == []
    on_table = " ON events_event" if connection.vendor == "postgresql" else ""
    execute(f"DROP TRIGGER events_event_keep_delete{on_table}")
    assert append_only.missing() == ["events_event"]
    append_only.install()
    assert append_only.missing() == []


def test_a_toothless_trigger_of_the_same_name_is_noticed():
    if connection.vendor == "postgresql":
        execute("DROP TRIGGER events_event_keep_update ON events_event")
        execute(
            "CREATE TRIGGER events_event_keep_update BEFORE UPDATE ON events_event"
            " FOR EACH ROW WHEN (false) EXECUTE FUNCTION motcua_refuse()"
        )
        assert append_only.missing() == ["events_event"]
        append_only.install()
        execute(
            "CREATE OR REPLACE FUNCTION motcua_refuse() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RETURN NEW; END $$"
        )
        assert "events_event" in append_only.missing()
    else:
        execute("DROP TRIGGER events_event_keep_update")
        execute("CREATE TRIGGER events_event_keep_update BEFORE UPDATE ON events_event BEGIN SELECT 1; END")
        assert append_only.missing() == ["events_event"]


def test_connections_to_sqlite_fire_triggers_on_replace():
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA recursive_triggers")
            assert cursor.fetchone() == (1,)
