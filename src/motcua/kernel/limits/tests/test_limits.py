"""Counting tries: within a span, by caller, together."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from motcua.kernel.limits.actions import forget_counts, give_back, within_limit
from motcua.kernel.limits.models import Count

NOON = datetime(2026, 10, 5, 5, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def tried(caller: str = "192.0.2.1", at: datetime = NOON, purpose: str = "try") -> bool:
    return within_limit(purpose=purpose, caller=caller, most=3, span=HOUR, at=at)


@pytest.mark.django_db
def test_the_fourth_is_refused_until_the_span_is_over():
    assert [tried() for _ in range(4)] == [True, True, True, False]
    assert not tried(at=NOON + HOUR - timedelta(seconds=1))
    assert tried(at=NOON + HOUR)


@pytest.mark.django_db
def test_callers_and_purposes_do_not_share_a_count():
    assert all(tried(caller=f"192.0.2.{n}") and tried(purpose=f"p{n}") for n in range(9))


@pytest.mark.django_db
def test_what_was_right_is_given_back():
    for _ in range(9):
        assert tried()
        give_back(purpose="try", caller="192.0.2.1")


@pytest.mark.django_db
def test_no_caller_can_be_read_from_the_table_and_none_stays():
    tried()
    tried(caller="a\0b\udcff")
    assert not Count.objects.filter(key__contains="192").exists()
    forget_counts(NOON + timedelta(days=1, seconds=1))
    assert not Count.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_tries_made_together_all_count():
    def one(_number: int) -> bool:
        try:
            return tried()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, range(16))) == 3
