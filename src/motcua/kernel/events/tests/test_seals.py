from __future__ import annotations

import json
from datetime import timedelta
from threading import Event as Signal

import pytest
from django.db import connection, transaction

from motcua.kernel.events import seals
from motcua.kernel.events.chain import GENESIS
from motcua.kernel.events.models import Seal
from motcua.kernel.events.tests.trace import AT, note, together


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.VAR = tmp_path
    return tmp_path / "seals"


@pytest.mark.django_db
def test_a_seal_covers_counts_and_heads_and_the_seal_before():
    first = seals.take_seal(at=AT)
    assert (first.events_count, first.subjects_count, first.previous_hash) == (0, 0, GENESIS)
    note(1, "trace:1"), note(2, "trace:1")
    last = note(1, "trace:2")
    second = seals.take_seal(at=AT + timedelta(days=1))
    assert (second.events_count, second.subjects_count) == (3, 2)
    assert second.last_event_id == last.pk
    assert second.previous_hash == first.hash
    assert second.heads_hash != first.heads_hash
    assert seals.record_of(second).is_whole()


@pytest.mark.django_db
def test_the_day_is_that_of_viet_nam():
    assert seals.take_seal(at=AT.replace(hour=17, minute=10)).day.isoformat() == "2026-03-03"


@pytest.mark.django_db
def test_an_old_seal_still_fits_after_the_log_has_grown():
    note()
    record = seals.record_of(seals.take_seal(at=AT))
    note(2), note(1, "trace:2")
    assert seals.fingerprint(seals.heads_up_to(record.last_event_id)) == record.print


@pytest.mark.django_db
def test_heads_are_in_binary_order_on_either_engine():
    """The order decides the fingerprint, so it must not depend on the collation of the database."""
    names = ["trace:10", "trace:2", "Trace:1", "trace-a:1", "trace:é", "trace:z"]
    last = [note(1, name) for name in names][-1]
    heads = [subject for subject, _, _ in seals.heads_up_to(last.pk)]
    assert heads == sorted(names, key=str.encode)


@pytest.mark.django_db
def test_a_seal_is_exported_and_read_back(folder):
    note()
    seal = seals.take_seal(at=AT)
    (path,) = folder.iterdir()
    assert seals.read_file(path) == seals.record_of(seal)


@pytest.mark.django_db
@pytest.mark.parametrize("content", ["", "[]", "{}", "\x00", '{"day": 1}', "[" * 100_000])
def test_an_unreadable_file_is_one_clear_error(folder, content):
    folder.mkdir()
    path = folder / "seal.json"
    path.write_text(content)
    with pytest.raises(seals.BrokenSealFile, match="không đọc được"):
        seals.read_file(path)


@pytest.mark.django_db
def test_an_edited_file_is_noticed(folder):
    seals.take_seal(at=AT)
    (path,) = folder.iterdir()
    content = json.loads(path.read_text())
    path.write_text(json.dumps(content | {"events_count": 7}))
    with pytest.raises(seals.BrokenSealFile, match="đã bị sửa"):
        seals.read_file(path)


@pytest.mark.django_db(transaction=True)
def test_seals_taken_together_do_not_fork_the_chain():
    note()
    answers = together(*[lambda: seals.take_seal(at=AT)] * 3)
    assert all(isinstance(answer, Seal) for answer in answers), answers
    taken = list(Seal.objects.order_by("id"))
    assert [seal.previous_hash for seal in taken] == [GENESIS, taken[0].hash, taken[1].hash]


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_a_seal_waits_for_writers_whose_ids_are_given_but_not_committed():
    """Else an event with a smaller id would appear below the seal, and the seal would accuse an honest log."""
    written, sealing = Signal(), Signal()

    def slow_writer():
        with transaction.atomic():
            event = note(1, "trace:1")
            written.set()
            assert sealing.wait(20)
            connection.cursor().execute("SELECT pg_sleep(0.5)")
        return event.pk

    def fast_writer_then_seal():
        assert written.wait(20)
        note(1, "trace:2")
        sealing.set()
        return seals.take_seal(at=AT)

    slow, seal = together(slow_writer, fast_writer_then_seal)
    assert seal.last_event_id > slow
    assert seal.events_count == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_a_writer_that_never_ends_does_not_hang_the_seal(monkeypatch):
    monkeypatch.setattr(seals, "_PATIENCE_SECONDS", 0.2)
    written, finish = Signal(), Signal()

    def endless_writer():
        with transaction.atomic():
            note()
            written.set()
            assert finish.wait(20)

    def sealer():
        assert written.wait(20)
        try:
            return seals.take_seal(at=AT)
        finally:
            finish.set()

    assert isinstance(together(endless_writer, sealer)[1], seals.LogNotSettled)
