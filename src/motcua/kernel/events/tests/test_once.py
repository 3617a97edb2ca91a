from __future__ import annotations

import time
from datetime import timedelta
from threading import Barrier
from uuid import UUID, uuid4

import pytest

from motcua.kernel import clock
from motcua.kernel.events import once as module
from motcua.kernel.events.models import ClientRequest, Event
from motcua.kernel.events.once import ClientIdReused, once
from motcua.kernel.events.tests.trace import note, together

ID = UUID("8d5f7f3e-0000-4000-8000-000000000001")


def _accept(client_id: UUID = ID, number: int = 7, **more):
    return once(
        client_id=client_id,
        purpose=more.pop("purpose", "trace.note"),
        payload=more.pop("payload", {"number": number}),
        act=more.pop("act", lambda: {"event": note(number).pk}),
        **more,
    )


@pytest.mark.django_db
def test_the_same_id_answers_the_same_and_stores_once():
    assert _accept() == _accept()
    assert Event.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("other", [{"number": 8}, {"purpose": "trace.erase"}, {"actor_id": 5}])
def test_the_same_id_for_something_else_is_refused(other):
    _accept()
    with pytest.raises(ClientIdReused):
        _accept(**other)
    assert Event.objects.count() == 1


@pytest.mark.django_db
def test_an_act_that_fails_frees_its_id():
    def fail():
        note()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        _accept(act=fail)
    assert not Event.objects.exists()
    assert _accept()["event"] == Event.objects.get().pk


@pytest.mark.django_db(transaction=True)
def test_two_that_arrive_together_store_once():
    gate = Barrier(4)

    def slowly():
        time.sleep(0.1)
        return {"event": note(7).pk}

    def arrive():
        gate.wait()
        return _accept(act=slowly)

    answers = together(*[arrive] * 4)
    assert answers == [{"event": Event.objects.get().pk}] * 4


@pytest.mark.django_db(transaction=True)
def test_of_two_contents_that_arrive_together_one_is_kept():
    answers = together(lambda: _accept(number=1), lambda: _accept(number=2))
    assert sorted(type(answer).__name__ for answer in answers) == ["ClientIdReused", "dict"]
    assert Event.objects.count() == 1


@pytest.mark.django_db
def test_old_answers_are_forgotten():
    at = clock.now()
    with clock.frozen_at(at - timedelta(days=31)):
        _accept()
    _accept(client_id=uuid4())
    module.forget_old(at)
    assert ClientRequest.objects.count() == 1
