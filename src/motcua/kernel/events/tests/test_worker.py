from __future__ import annotations

from datetime import timedelta
from threading import Barrier
from threading import Event as Signal

import pytest
from django.db import connection

from motcua.kernel.events import retry, worker
from motcua.kernel.events.models import ChainHead, Dispatch
from motcua.kernel.events.tests.trace import execute, note, together

SECOND = timedelta(seconds=1)


def _at(event, seconds: float = 1):
    return event.recorded_at + seconds * SECOND


@pytest.fixture
def told(route):
    """A reaction that remembers the numbers it was told, and one that always fails."""
    numbers: list[tuple[str, int]] = []

    def remember(event):
        numbers.append((event.subject, event.facts["number"]))

    def fail(event):
        ChainHead.objects.create(subject=f"mark:{event.pk}", seq=0, hash="")
        raise RuntimeError("cổng không trả lời \0\udce4")

    remember.fail, remember.numbers = fail, numbers
    return remember


@pytest.mark.django_db
def test_reactions_run_in_order_per_subject(route, told):
    route({"trace.noted": [told]})
    for number in (1, 2, 3):
        last = note(number, "trace:1")
        note(number, "trace:2")
    tally = worker.drain(at=_at(last))
    assert (tally.done, tally.failed) == (6, 0)
    for subject in ("trace:1", "trace:2"):
        assert [n for s, n in told.numbers if s == subject] == [1, 2, 3]
    assert worker.drain(at=_at(last)).done == 0


@pytest.mark.django_db
def test_a_failure_holds_back_its_subject_and_reaction_only(route, told):
    failing = told.fail
    failing_on_one = lambda event: failing(event) if event.subject == "trace:1" else told(event)  # noqa: E731
    failing_on_one.__name__ = "failing_on_one"
    route({"trace.noted": [failing_on_one, told]})
    note(1, "trace:1"), note(2, "trace:1")
    event = note(3, "trace:2")
    worker.drain(at=_at(event))
    assert sorted(told.numbers) == [("trace:1", 1), ("trace:1", 2), ("trace:2", 3), ("trace:2", 3)]
    waiting = Dispatch.objects.filter(state="waiting").order_by("id")
    assert [dispatch.attempts for dispatch in waiting] == [1, 0]


@pytest.mark.django_db
def test_what_a_failing_reaction_wrote_is_undone(route, told):
    route({"trace.noted": [told.fail, told]})
    event = note()
    worker.drain(at=_at(event))
    assert not ChainHead.objects.filter(subject__startswith="mark:").exists()
    assert told.numbers == [("trace:1", 1)]
    assert "cổng không trả lời" in Dispatch.objects.get(state="waiting").last_error


@pytest.mark.django_db
def test_broken_sql_of_one_reaction_does_not_stop_the_worker(route, told):
    def broken(event):
        execute("SELECT nothing FROM nowhere")

    route({"trace.noted": [broken, told]})
    event = note()
    assert worker.drain(at=_at(event)).failed == 1
    assert told.numbers == [("trace:1", 1)]


@pytest.mark.django_db
def test_a_reaction_this_version_no_longer_has_is_a_failure(route, told):
    route({"trace.noted": [told]})
    event = note()
    route({})
    assert worker.drain(at=_at(event)).failed == 1


@pytest.mark.django_db
def test_pauses_grow_then_it_is_stuck_and_a_retry_frees_it(route, told):
    route({"trace.noted": [told.fail]})
    event = note(1)
    note(2)
    at = _at(event, 0)
    pauses = []
    while not retry.stuck().exists():
        assert worker.run_round(at=at - SECOND).failed == 0  # not before its time
        assert worker.run_round(at=at).failed == 1
        held = Dispatch.objects.order_by("id").first()
        pauses.append(held.next_at - at)
        at = held.next_at
    assert len(pauses) == worker.MOST_ATTEMPTS
    assert pauses[:4] == [10 * SECOND, 20 * SECOND, 40 * SECOND, 80 * SECOND]
    assert worker.drain(at=at + timedelta(days=1)).failed == 0  # the second waits behind the stuck one
    route({"trace.noted": [told]})
    # The name of the reaction is what the row keeps; the mended version bears the same.
    Dispatch.objects.update(reaction=worker.routes.name_of(told))
    assert retry.retry(dispatch_ids=[held.pk], at=at) == 1
    worker.drain(at=at)
    assert [n for _, n in told.numbers] == [1, 2]


def test_the_longest_pause_is_an_hour():
    assert worker.pause_after(1) == 10 * SECOND
    assert worker.pause_after(500) == timedelta(hours=1)


@pytest.mark.django_db
def test_retry_leaves_done_ones_alone(route, told):
    route({"trace.noted": [told]})
    event = note()
    worker.drain(at=_at(event))
    assert retry.retry(dispatch_ids=[Dispatch.objects.get().pk], at=_at(event)) == 0
    assert Dispatch.objects.get().state == "done"


@pytest.mark.django_db
def test_done_dispatches_are_forgotten_after_thirty_days(route, told):
    route({"trace.noted": [told]})
    event = note()
    worker.drain(at=_at(event))
    retry.forget_done(_at(event) + timedelta(days=29))
    assert Dispatch.objects.exists()
    retry.forget_done(_at(event) + timedelta(days=31))
    assert not Dispatch.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_the_work_and_repeat_none(route):
    numbers: list[int] = []

    def remember(event):
        numbers.append(event.facts["number"])

    route({"trace.noted": [remember]})
    for number in range(40):
        event = note(number, f"trace:{number % 8}")
    gate = Barrier(2)

    def work():
        gate.wait()
        return worker.drain(at=_at(event)).done

    shares = together(work, work)
    # On PostgreSQL one may find all that is left claimed by the other and stop; the other goes on.
    assert sum(shares) == 40
    assert sorted(numbers) == list(range(40))
    for subject in range(8):
        own = [n for n in numbers if n % 8 == subject]
        assert own == sorted(own)


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_a_locked_dispatch_is_skipped(route):
    """While one worker is busy with a slow portal, another does the rest."""
    busy, finish = Signal(), Signal()
    seen: list[str] = []

    def slow_on_one(event):
        if event.subject == "trace:1":
            busy.set()
            assert finish.wait(20)
        seen.append(event.subject)

    route({"trace.noted": [slow_on_one]})
    note(1, "trace:1")
    event = note(1, "trace:2")

    def first():
        return worker.run_round(at=_at(event), limit=1).done

    def second():
        assert busy.wait(20)
        done = worker.run_round(at=_at(event)).done
        finish.set()
        return done

    assert together(first, second) == [1, 1]
    assert seen == ["trace:2", "trace:1"]


@pytest.mark.django_db(transaction=True)
def test_the_worker_stops_when_told_and_survives_a_lost_connection(route):
    stop = Signal()
    seen: list[int] = []

    def remember(event):
        if not seen:
            seen.append(-1)
            connection.connection.close()  # as if the server had gone away
            raise ConnectionError
        seen.append(event.facts["number"])
        stop.set()

    route({"trace.noted": [remember]})
    note(5)
    together(lambda: worker.run_for_ever(stop))
    assert seen == [-1, 5]
