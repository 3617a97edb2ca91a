"""Who is told "saved" is on the disk; who waits for it holds nobody up, and one wait serves several."""

from __future__ import annotations

import os
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connections, transaction

from motcua.config import env
from motcua.kernel.sqlite import disk
from motcua.kernel.sqlite.base import DatabaseWrapper

ALIAS = "office"


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A database as an office has it: the log is synced. Other tests do without."""
    settings = connections.settings["default"] | env.database(f"sqlite:///{tmp_path}/office.sqlite3")
    monkeypatch.setitem(connections.settings, ALIAS, settings)
    synced: list[int] = []
    real = os.fdatasync
    monkeypatch.setattr(disk, "_to_disk", lambda file: (synced.append(file), real(file)))
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("CREATE TABLE said (word text)")
    synced.clear()
    yield synced
    connections[ALIAS].close()
    del connections[ALIAS]


def _say(word: str) -> None:
    with transaction.atomic(using=ALIAS), connections[ALIAS].cursor() as cursor:
        cursor.execute("INSERT INTO said VALUES (%s)", [word])


def _words(tmp_path) -> list[str]:
    with sqlite3.connect(tmp_path / "office.sqlite3") as other:
        return [word for (word,) in other.execute("SELECT word FROM said ORDER BY rowid")]


def _synchronous() -> int:
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        return cursor.fetchone()[0]


def test_a_transaction_is_synced_once_and_statements_alone_by_sqlite_itself(office, tmp_path):
    _say("first")
    assert len(office) == 1
    assert _synchronous() == 2
    with transaction.atomic(using=ALIAS):
        assert _synchronous() == 1
        with transaction.atomic(using=ALIAS), connections[ALIAS].cursor() as cursor:
            cursor.execute("INSERT INTO said VALUES ('second')")
    assert len(office) == 2
    assert _words(tmp_path) == ["first", "second"]


def test_what_wrote_nothing_waits_for_nothing_and_a_new_table_is_something(office):
    _say("first")
    office.clear()
    with transaction.atomic(using=ALIAS), connections[ALIAS].cursor() as cursor:
        cursor.execute("SELECT word FROM said")
    with pytest.raises(KeyError), transaction.atomic(using=ALIAS), connections[ALIAS].cursor() as cursor:
        cursor.execute("INSERT INTO said VALUES ('no')")
        raise KeyError
    assert not office
    assert _synchronous() == 2
    with transaction.atomic(using=ALIAS), connections[ALIAS].cursor() as cursor:
        cursor.execute("CREATE TABLE more (word text)")
    assert len(office) == 1


def test_others_write_while_the_disk_is_waited_for_and_share_the_next_wait(office, tmp_path, monkeypatch):
    slow, waiting = threading.Event(), threading.Event()
    calls: list[list[str]] = []

    def sync(file: int) -> None:
        calls.append(_words(tmp_path))
        waiting.set()
        assert slow.wait(20)
        os.fdatasync(file)

    monkeypatch.setattr(disk, "_to_disk", sync)
    committed = threading.Barrier(4)
    real = disk.Disk.committed

    def counted(self) -> int:
        number = real(self)
        if number > first:
            threading.Thread(target=committed.wait, args=(20,)).start()
        return number

    first = connections[ALIAS]._disk._committed + 1
    monkeypatch.setattr(disk.Disk, "committed", counted)

    def one(word: str) -> None:
        try:
            _say(word)
        finally:
            connections[ALIAS].close()

    with ThreadPoolExecutor(4) as pool:
        done = [pool.submit(one, "a")]
        assert waiting.wait(20), "the first one waits for the disk"
        done += [pool.submit(one, word) for word in "bcd"]
        committed.wait(20)
        assert sorted(_words(tmp_path)) == ["a", "b", "c", "d"], "three more have written meanwhile"
        assert not any(one.done() for one in done), "and nobody was told so"
        slow.set()
        for one_done in done:
            one_done.result(20)
    assert [sorted(words) for words in calls] == [["a"], ["a", "b", "c", "d"]]


def test_a_disk_that_fails_is_told(office, monkeypatch):
    def broken(_file: int) -> None:
        raise OSError("no disk")

    monkeypatch.setattr(disk, "_to_disk", broken)
    with pytest.raises(OperationalError):
        _say("lost?")
    monkeypatch.setattr(disk, "_to_disk", os.fdatasync)
    _say("the turn was given back")
    assert isinstance(connections[ALIAS], DatabaseWrapper)
