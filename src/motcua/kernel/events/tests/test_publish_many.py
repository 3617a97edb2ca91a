"""Many facts at once make the same chains as the same facts one by one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import transaction

from motcua.kernel.events import log
from motcua.kernel.events.models import ChainHead, Dispatch, Event
from motcua.kernel.events.tests.trace import Noted
from motcua.kernel.events.verify import verify

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def _shape(subject):
    rows = Event.objects.filter(subject=subject).order_by("seq")
    return [
        (e.seq, e.kind, e.actor_id, e.agency_id, e.happened_at, e.facts_json, e.statements_json) for e in rows
    ]


def test_same_chains_as_one_by_one():
    for number in range(1, 4):
        log.publish(Noted(number=number), subject=f"many:{number}", happened_at=AT)
        log.publish(Noted(number=number), subject=f"single:{number}", happened_at=AT)
    facts = {number: Noted(number=10 + number) for number in range(1, 6)}
    count = log.publish_many(
        {f"many:{n}": fact for n, fact in facts.items()}, happened_at=AT, actor_id=7, agency_id=3
    )
    assert count == 5
    for number, fact in facts.items():
        log.publish(fact, subject=f"single:{number}", happened_at=AT, actor_id=7, agency_id=3)
        assert _shape(f"many:{number}") == _shape(f"single:{number}")
        last = log.of(f"many:{number}")[-1]
        assert ChainHead.objects.get(subject=f"many:{number}").hash == last.hash == last.link().hash()
    log.publish(Noted(number=9), subject="many:5", happened_at=AT)
    assert [event.seq for event in log.of("many:5")] == [1, 2]
    assert list(map(str, verify())) == []


def test_more_than_one_batch(monkeypatch):
    monkeypatch.setattr(log, "_BATCH", 7)
    log.publish_many({f"many:{n}": Noted(number=n) for n in range(30)}, happened_at=AT)
    assert Event.objects.filter(subject__startswith="many:").count() == 30
    assert list(map(str, verify())) == []


def test_each_is_owed_its_reactions(route):
    def react(event):
        """Nothing."""

    route({Noted.kind: [react]})
    log.publish_many({"many:1": Noted(number=1), "many:2": Noted(number=2)}, happened_at=AT)
    owed = Dispatch.objects.select_related("event").order_by("subject")
    assert [(d.subject, d.event.subject) for d in owed] == [("many:1", "many:1"), ("many:2", "many:2")]


@pytest.mark.django_db(transaction=True)
def test_only_inside_a_transaction():
    with pytest.raises(log.OutsideTransaction):
        log.publish_many({"many:1": Noted(number=1)}, happened_at=AT)
    with transaction.atomic():
        assert log.publish_many({}, happened_at=AT) == 0
