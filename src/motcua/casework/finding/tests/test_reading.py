"""Reads of a dossier are written in batches, and what could not be written is tried again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.casework.dossiers.tests.factories import MONDAY
from motcua.casework.finding.actions import reading
from motcua.casework.finding.models import AccessEntry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_waits(monkeypatch):
    """No timer thread in these tests, and nothing left over for the next."""
    monkeypatch.setattr(reading, "_start_timer", lambda: None)
    reading._waiting.clear()
    yield
    reading._waiting.clear()


def look(number=1, **more):
    values = {"officer_id": 3, "address": "192.0.2.1", "what": "page", "at": MONDAY} | more
    reading.note(dossier_id=number, **values)


def test_nothing_is_written_until_asked_or_full(django_assert_num_queries):
    with django_assert_num_queries(0):
        look()
    with django_assert_num_queries(1):
        assert reading.flush() == 1
    row = AccessEntry.objects.get()
    assert (row.dossier_id, row.officer_id, row.address, row.what) == (1, 3, "192.0.2.1", "page")
    assert reading.flush() == 0


def test_a_full_batch_is_one_statement(django_assert_num_queries):
    for number in range(reading.MOST_WAITING - 1):
        look(number)
    with django_assert_num_queries(1):
        look(99)
    assert AccessEntry.objects.count() == reading.MOST_WAITING


def test_what_could_not_be_written_waits(monkeypatch):
    look()
    with monkeypatch.context() as broken:
        broken.setattr(AccessEntry.objects, "bulk_create", lambda _rows: 1 / 0)
        assert reading.flush() == 0
    assert reading.flush() == 1


def test_long_values_fit():
    look(what="x" * 400, address="y" * 400, why="z" * 400)
    assert reading.flush() == 1


def test_kept_twelve_months():
    look(at=MONDAY - timedelta(days=367))
    look(2, at=MONDAY - timedelta(days=365))
    reading.flush()
    reading.forget_old(MONDAY)
    assert list(AccessEntry.objects.values_list("dossier_id", flat=True)) == [2]
