"""The database is put back after tests that really commit, on either engine."""

from __future__ import annotations

import threading
import urllib.request

import pytest
from django.db import connection

from motcua.kernel.events.models import ChainHead


def _leave_a_row() -> None:
    assert not ChainHead.objects.exists()
    ChainHead.objects.create(subject="trace:1", seq=1, hash="x")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_each_transactional_test_starts_empty(turn):
    _leave_a_row()


@pytest.mark.django_db
@pytest.mark.parametrize("turn", [1, 2])
def test_plain_tests_start_empty(turn):
    _leave_a_row()


@pytest.mark.django_db(transaction=True)
def test_threads_see_what_was_committed():
    ChainHead.objects.create(subject="trace:1", seq=1, hash="x")
    seen = []

    def look() -> None:
        seen.append(ChainHead.objects.count())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [1]


@pytest.mark.parametrize("turn", [1, 2])
def test_live_server_uses_the_same_database(turn, live_server, transactional_db):
    _leave_a_row()
    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.urlopen(f"{live_server.url}/no-such-page/")
    with answer.value:
        assert answer.value.code == 404
