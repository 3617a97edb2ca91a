"""What screens are told of the waits: always of the hall as it is where few wait, of one much like it where many do."""

from __future__ import annotations

import pytest

from motcua.facilities.promises import foretelling
from motcua.facilities.queueing import actions
from motcua.facilities.queueing.tests.stage import minutes

pytestmark = pytest.mark.django_db


@pytest.fixture
def plays(monkeypatch) -> list[int]:
    """How many people stood in line, each time the hall was played."""
    found: list[int] = []
    real = foretelling.predict

    def counted(hall, me, habits, *, seed, runs):
        found.append(len(hall.line))
        return real(hall, me, habits, seed=seed, runs=20)

    monkeypatch.setattr(foretelling, "predict", counted)
    return found


def test_a_short_line_is_played_after_every_call(stage, plays):
    for _each in range(4):
        stage.ticket("A")
    first = foretelling.waits_of(stage.hall.pk, minutes(1))
    assert foretelling.waits_of(stage.hall.pk, minutes(1)) == first
    assert plays == [4, 4, 4], "once for each group while nothing changed"
    actions.finish(request_id=stage.next(at=1).pk, by=stage.by(at=1))
    foretelling.waits_of(stage.hall.pk, minutes(1))
    assert plays[3:] == [3, 3, 3]


def test_a_long_line_is_played_when_it_is_another_or_a_minute_later(stage, plays):
    for _each in range(32):
        stage.ticket("A")
    foretelling.waits_of(stage.hall.pk, minutes(1))
    actions.finish(request_id=stage.next(at=1).pk, by=stage.by(at=1))
    foretelling.waits_of(stage.hall.pk, minutes(1))
    assert plays == [32] * 3
    foretelling.waits_of(stage.hall.pk, minutes(2))
    assert plays[3:] == [31] * 3
    for _each in range(4):
        actions.finish(request_id=stage.next(at=2).pk, by=stage.by(at=2))
    foretelling.waits_of(stage.hall.pk, minutes(2))
    assert plays[6:] == [27] * 3, "a tenth shorter"
    actions.leave_counter(counter_id=stage.counters[1].pk, by=stage.by(1, at=2))
    foretelling.waits_of(stage.hall.pk, minutes(2))
    assert plays[9:] == [27] * 3, "a counter has closed"


def test_who_looks_while_the_hall_is_played_sees_what_was_told_before(stage, monkeypatch):
    hall = stage.hall.pk
    for _each in range(4):
        stage.ticket("A")
    first = foretelling.waits_of(hall, minutes(1))
    actions.finish(request_id=stage.next(at=1).pk, by=stage.by(at=1))
    meanwhile = []
    real = foretelling.predict

    def looked_at(*args, **said):
        meanwhile.append(foretelling.waits_of(hall, minutes(1)))
        return real(*args, **said)

    monkeypatch.setattr(foretelling, "predict", looked_at)
    second = foretelling.waits_of(hall, minutes(1))
    assert meanwhile == [first] * 3
    assert second != first
    assert foretelling.waits_of(hall, minutes(1)) == second
