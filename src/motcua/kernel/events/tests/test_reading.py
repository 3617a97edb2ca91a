from __future__ import annotations

import pytest
from django.db import connection

from motcua.kernel.events.models import ChainHead
from motcua.kernel.events.reading import consistent_reading
from motcua.kernel.events.tests.trace import note, together
from motcua.kernel.events.verify import verify


@pytest.mark.django_db(transaction=True)
def test_a_long_read_sees_one_moment_and_holds_up_no_writer():
    note()
    connection.close()
    with consistent_reading():
        assert ChainHead.objects.count() == 1
        (written,) = together(lambda: note(1, "trace:2"))
        assert written.seq == 1
        assert ChainHead.objects.count() == 1
    assert ChainHead.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_transactions_after_a_long_read_write_as_before():
    with consistent_reading():
        pass
    if connection.vendor == "sqlite":
        assert connection.transaction_mode == "IMMEDIATE"
    assert note().seq == 1


@pytest.mark.django_db(transaction=True)
def test_the_log_is_verified_outside_a_transaction_too():
    note()
    assert [d for d in verify() if d.subject == "trace:1"] == []
