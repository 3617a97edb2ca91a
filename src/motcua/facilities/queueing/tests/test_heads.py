"""The head of a line, read alone, is the head of the whole line."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from motcua.facilities.queueing.choices import State
from motcua.facilities.queueing.models import ServiceRequest
from motcua.facilities.queueing.queries.lines import heads_of, lines_of
from motcua.facilities.queueing.rules.order import choose
from motcua.facilities.queueing.tests.stage import HallStage, make_hall, minutes

pytestmark = pytest.mark.django_db

FIRST = 5


def _stir(stage: HallStage, chance: random.Random) -> None:
    """Rows as no single day would have them: every rule that moves somebody is at work at once."""
    waiting = list(ServiceRequest.objects.filter(hall=stage.hall, state=State.WAITING))
    for row in waiting:
        row.line_at = minutes(chance.randrange(0, 90))
        row.rank = chance.choice([0, 0, 0, 0, 1, 2])
        if chance.random() < 0.15:
            row.appointment_at = minutes(100 + chance.randrange(-20, 20))
        if chance.random() < 0.15:
            row.for_counter_id = chance.choice(stage.counters).pk
        if chance.random() < 0.15:
            row.returned_at = row.line_at + timedelta(minutes=3)
            row.behind_id = chance.choice(waiting).pk
    ServiceRequest.objects.bulk_update(
        waiting, ["line_at", "rank", "appointment_at", "for_counter_id", "returned_at", "behind_id"]
    )


def test_heads_are_those_of_the_whole_lines_and_choose_the_same_person():
    stage = make_hall(2)
    for number in range(50):
        stage.ticket("ABA"[number % 3], at=number / 10)
    chance = random.Random(20261127)  # noqa: S311  turns of a test
    at = minutes(100)
    for _turn in range(40):
        _stir(stage, chance)
        whole, heads = lines_of(stage.hall.pk, at), heads_of(stage.hall.pk, at, first=FIRST)
        for group_id, line in whole.items():
            assert [one.id for one in heads[group_id][:FIRST]] == [one.id for one in line[:FIRST]]
        for place in stage.counters:
            for letters in ("AB", "BA", "B", "C"):
                ids = tuple(stage.groups[letter].pk for letter in letters)
                asked = {"counter_id": place.pk, "group_ids": ids, "at": at}
                assert choose(list(heads.values()), **asked) == choose(list(whole.values()), **asked)


def test_a_long_line_is_not_read_whole():
    stage = make_hall(1)
    for number in range(20):
        stage.ticket("A", at=number / 10)
    assert [len(line) for line in heads_of(stage.hall.pk, minutes(5), first=FIRST).values()] == [FIRST]
