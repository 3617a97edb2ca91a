"""Threads of one process write one after another, and nobody keeps the turn of a transaction that is over."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import OperationalError, connection, transaction

from motcua.kernel.events.models import ClientRequest

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL lets many write at a time"),
]


def in_thread(work) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_a_writer_waits_for_the_one_before_and_is_woken_at_once():
    order: list[str] = []
    inside = threading.Event()

    def first() -> None:
        with transaction.atomic():
            inside.set()
            time.sleep(0.2)
            order.append("first")

    def second() -> None:
        inside.wait(5)
        with transaction.atomic():
            order.append("second")

    for thread in [in_thread(first), in_thread(second)]:
        thread.join(10)
    assert order == ["first", "second"]


@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_the_turn_is_given_back(end):
    def write() -> None:
        try:
            with transaction.atomic():
                if end == "rollback":
                    raise KeyError
                if end == "close":
                    connection.close()
        except KeyError:
            pass

    in_thread(write).join(10)
    with transaction.atomic():
        assert not ClientRequest.objects.exists()


def test_reading_needs_no_turn():
    with transaction.atomic():
        seen: list[bool] = []
        in_thread(lambda: seen.append(ClientRequest.objects.exists())).join(10)
    assert seen == [False]


def test_who_waits_too_long_is_told_so(monkeypatch):
    said: list[str] = []

    def write() -> None:
        connection.settings_dict["OPTIONS"]["timeout"] = 0.1
        try:
            with transaction.atomic():
                said.append("inside")
        except OperationalError as busy:
            said.append(str(busy))

    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 20)
    with transaction.atomic():
        in_thread(write).join(10)
    assert said == ["database is locked"]
