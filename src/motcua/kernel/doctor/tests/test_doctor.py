from __future__ import annotations

import json
from collections import namedtuple
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from motcua.kernel import clock
from motcua.kernel.doctor import checkup, database, journal, machine
from motcua.kernel.doctor.checkup import Level
from motcua.kernel.events import seals
from motcua.kernel.events.models import Dispatch, PeriodicRun
from motcua.kernel.events.tests.trace import execute, note

pytestmark = pytest.mark.django_db

Disk = namedtuple("Disk", "total used free")


@pytest.fixture
def alone(monkeypatch):
    """Only the examinations a test registers."""
    monkeypatch.setattr(checkup, "_examinations", {})


def _levels(examination) -> list[Level]:
    return [finding.level for finding in examination()]


def test_a_healthy_installation_has_no_errors():
    examinations = (
        database.reachable, database.migrated, journal.guarded, journal.sealed, journal.dispatched, journal.duties,
        machine.clock, machine.fonts,
    )  # fmt: skip
    for examination in examinations:
        assert set(_levels(examination)) <= {Level.OK}, examination


def test_a_missing_trigger_is_an_error():
    on_table = " ON events_seal" if connection.vendor == "postgresql" else ""
    execute(f"DROP TRIGGER events_seal_keep_delete{on_table}")
    (finding,) = journal.guarded()
    assert finding.level is Level.ERROR
    assert "events_seal" in finding.what


def test_a_database_that_waits_for_migrations_is_an_error():
    execute("DELETE FROM django_migrations WHERE app = 'events' AND name LIKE '0003%%'")
    assert _levels(database.migrated) == [Level.ERROR]


def test_sqlite_must_fire_triggers_on_replace():
    if connection.vendor == "sqlite":
        assert "SQLite recursive_triggers = 1" in [finding.what for finding in database.pragmas()]
        execute("PRAGMA recursive_triggers = OFF")
        try:
            assert Level.ERROR in _levels(database.pragmas)
        finally:
            execute("PRAGMA recursive_triggers = ON")


@pytest.mark.postgres
def test_a_role_that_owns_the_log_is_a_warning():
    assert _levels(database.roles) == [Level.WARNING]


def test_an_old_seal_is_a_warning(settings, tmp_path):
    settings.VAR = tmp_path
    note()
    assert _levels(journal.sealed) == [Level.WARNING]
    seals.take_seal(at=clock.now())
    assert _levels(journal.sealed) == [Level.OK]
    with clock.frozen_at(clock.now() + timedelta(hours=27)):
        assert _levels(journal.sealed) == [Level.WARNING]


def test_stuck_and_late_dispatches_are_named():
    event = note()
    owed = Dispatch.objects.create(
        event=event, subject=event.subject, reaction="x.y", next_at=event.recorded_at
    )
    assert _levels(journal.dispatched) == [Level.OK]
    with clock.frozen_at(clock.now() + timedelta(minutes=11)):
        assert _levels(journal.dispatched) == [Level.WARNING]
    owed.state = "stuck"
    owed.save()
    assert _levels(journal.dispatched) == [Level.ERROR]


def test_a_failed_duty_is_a_warning():
    PeriodicRun.objects.create(name="seal", last_error="RuntimeError: đĩa đầy\nthêm")
    (finding,) = journal.duties()
    assert (finding.level, "đĩa đầy" in finding.what) == (Level.WARNING, True)


@pytest.mark.parametrize(("free", "level"), [(0.5e9, Level.ERROR), (5e9, Level.WARNING), (50e9, Level.OK)])
def test_room_on_the_disk(monkeypatch, free, level):
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda folder: Disk(100e9, 0, free))
    assert set(_levels(machine.disk)) == {level}


def test_a_missing_font_is_an_error(monkeypatch):
    monkeypatch.setattr(machine, "find_spec", lambda name: None)
    assert set(_levels(machine.fonts)) == {Level.ERROR}


def test_an_examination_that_fails_is_reported(alone):
    def fail():
        raise RuntimeError("hỏng")
        yield

    checkup.register("thử", fail)
    (finding,) = checkup.examine()
    assert finding.level is Level.ERROR
    assert "thử" in str(finding)


def test_the_command_ends_with_one_when_there_is_an_error(alone):
    checkup.register("tốt", lambda: [checkup.ok("tốt")])
    out = StringIO()
    call_command("doctor", stdout=out)
    assert out.getvalue() == "[ok] tốt\n"
    checkup.register("xấu", lambda: [checkup.error("xấu", "sửa")])
    with pytest.raises(CommandError, match="1 lỗi"):
        call_command("doctor", "--json", stdout=(out := StringIO()))
    assert json.loads(out.getvalue())[1] == {"level": "error", "what": "xấu", "advice": "sửa"}


def test_the_kernel_examines_database_log_and_machine():
    told = " ".join(finding.what for finding in checkup.examine())
    for word in (
        "SQLite" if connection.vendor == "sqlite" else "PostgreSQL",
        "khóa",
        "ổ đĩa",
        "đồng hồ",
        "phông chữ",
        "kho giấy tờ",
    ):
        assert word in told
