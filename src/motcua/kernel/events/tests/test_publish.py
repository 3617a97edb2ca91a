from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.events import log
from motcua.kernel.events.chain import GENESIS
from motcua.kernel.events.models import ChainHead, Dispatch, Event
from motcua.kernel.events.tests.trace import AT, Noted, note, note_with_words, statement_model, together
from motcua.kernel.events.verify import chain_differences


@pytest.mark.django_db
def test_each_event_is_chained_to_the_one_before():
    first, second = note(1), note(2)
    assert (first.seq, first.previous_hash) == (1, GENESIS)
    assert (second.seq, second.previous_hash) == (2, first.hash)
    assert second.link().hash() == second.hash
    assert Event.objects.get(pk=second.pk).link() == second.link()
    assert list(ChainHead.objects.values_list("subject", "seq", "hash")) == [("trace:1", 2, second.hash)]


@pytest.mark.django_db
def test_chains_of_two_subjects_do_not_touch():
    note(1, "trace:1")
    assert note(1, "trace:2").previous_hash == GENESIS


@pytest.mark.django_db
def test_a_simulated_clock_marks_its_events():
    assert note().origin == "live"
    with clock.frozen_at(AT):
        simulated = note()
    assert (simulated.origin, simulated.recorded_at) == ("demo", AT)


@pytest.mark.django_db
def test_the_event_covers_its_statements():
    said = note_with_words()
    assert log.of("trace:1")[0].statements == {str(said.pk): said.sha256}


@pytest.mark.django_db
def test_a_statement_of_another_subject_is_refused():
    said = statement_model().write(subject="trace:2", purpose="note", body={})
    with pytest.raises(log.StatementOfAnotherSubject):
        note(statements=[said])


@pytest.mark.django_db(transaction=True)
def test_nothing_is_stated_outside_a_transaction():
    with pytest.raises(log.OutsideTransaction):
        log.publish(Noted(number=1), subject="trace:1", happened_at=AT)
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_event_head_and_dispatches_are_undone_together(route):
    route({"trace.noted": [tell_one, tell_other]})
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        note()
        raise ZeroDivisionError
    assert not Event.objects.exists()
    assert not ChainHead.objects.exists()
    assert not Dispatch.objects.exists()


@pytest.mark.django_db
def test_one_dispatch_is_owed_per_reaction(route):
    route({"trace.noted": [tell_one, tell_other]})
    event = note()
    owed = Dispatch.objects.filter(event=event).order_by("id").values_list("reaction", "state")
    assert list(owed) == [("test_publish.tell_one", "waiting"), ("test_publish.tell_other", "waiting")]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("begun", [False, True])
def test_writers_of_one_subject_queue_up(begun):
    """Also when both state its first event: neither fails, and the chain has no fork."""
    if begun:
        note(0)
    answers = together(*[lambda n=n: [note(n * 10 + k) for k in range(5)] for n in range(4)])
    assert all(isinstance(answer, list) for answer in answers), answers
    events = log.of("trace:1")
    assert [event.seq for event in events] == list(range(1, 21 + begun))
    assert [event.previous_hash for event in events] == [GENESIS, *[event.hash for event in events[:-1]]]
    assert ChainHead.objects.get().hash == events[-1].hash
    recorded = [event.recorded_at for event in events]
    assert recorded == sorted(recorded)


@pytest.mark.django_db
def test_happened_at_is_what_the_door_says_and_recorded_at_what_the_machine_says():
    event = note()
    assert event.happened_at == AT
    assert clock.now() - event.recorded_at < timedelta(minutes=1)


def tell_one(event: Event) -> None: ...


def tell_other(event: Event) -> None: ...


@pytest.mark.django_db
def test_many_at_once_make_the_chains_that_one_by_one_would_make(route):
    route({"trace.noted": [tell_one]})
    note(1, "trace:2")
    stated = {f"trace:{number}": Noted(number=number) for number in range(1, 6)}
    with transaction.atomic():
        assert log.publish_many(stated, happened_at=AT, agency_id=7) == 5
    assert [event.seq for event in log.of("trace:2")] == [1, 2]
    for subject, fact in stated.items():
        event = log.of(subject)[-1]
        assert (event.fact, event.agency_id, event.link().hash()) == (fact, 7, event.hash)
        assert (
            list(chain_differences(subject, log.of(subject), ChainHead.objects.get(subject=subject).hash))
            == []
        )
    assert Dispatch.objects.count() == 6
