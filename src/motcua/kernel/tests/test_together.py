"""Writes sent one behind the other: all or none, and the database's refusal is the one Django knows."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.kernel.events.models import PeriodicRun
from motcua.kernel.together import together

pytestmark = pytest.mark.django_db


def put(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO events_periodicrun (name, last_error) VALUES (%s, '')", [name])


def names() -> set[str]:
    return set(PeriodicRun.objects.filter(name__startswith="t.").values_list("name", flat=True))


def test_a_read_in_the_block_sees_what_was_written_before_it():
    with transaction.atomic(), together():
        put("t.one")
        put("t.two")
        assert names() == {"t.one", "t.two"}
        with together():
            put("t.three")
    assert names() == {"t.one", "t.two", "t.three"}


def test_a_refusal_undoes_the_whole_act():
    with pytest.raises(IntegrityError), transaction.atomic(), together():
        put("t.one")
        put("t.one")
        put("t.two")
    assert names() == set()
    with transaction.atomic(), together():
        put("t.two")
    assert names() == {"t.two"}
