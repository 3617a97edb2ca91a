"""One picture of a hall: complete, cheap, kept until something changes."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.facilities.halls import actions as halls
from motcua.facilities.halls.actions import By
from motcua.facilities.queueing import actions, queries
from motcua.facilities.queueing.models import ServiceRequest, Visit
from motcua.facilities.queueing.queries import forget_snapshots
from motcua.facilities.queueing.tests.stage import make_hall, minutes, wrong

pytestmark = pytest.mark.django_db


def test_a_picture_of_the_hall(stage):
    rows = [stage.ticket("A", at=n) for n in range(3)]
    stage.ticket("C", at=3)
    stage.next(at=4)
    served = stage.serve(1, at=4)
    text = "Chiều nay nghỉ họp từ 15 giờ"
    until = minutes(60)
    halls.post_notice(hall_id=stage.hall.pk, text=text, until=until, by=By(None, minutes(4)))
    hall = queries.snapshot(stage.hall.pk, minutes(5))
    assert hall is not None
    assert [group.letter for group in hall.groups] == ["A", "B", "C"]
    assert [t.label for t in hall.groups[0].waiting] == ["A003"]
    assert [group.open_counters for group in hall.groups] == [2, 2, 1]
    assert hall.counters[0].now is not None
    assert hall.counters[0].now.label == "A001"
    assert hall.counters[1].now is None
    assert [(t.label, t.counter_number) for t in hall.calls] == [(served.label, 2), ("A001", 1)]
    assert [notice.text for notice in hall.notices] == [text]
    assert hall.is_issuing
    assert hall.waiting_count == 2
    later = queries.snapshot(stage.hall.pk, minutes(61))
    assert later is not None
    assert later.notices == ()
    assert rows[0].label == "A001"
    assert wrong() == []


def test_five_reads_to_make_one_to_keep(stage):
    for n in range(20):
        stage.ticket("ABC"[n % 3], at=n / 10)
    stage.next(at=2)
    forget_snapshots()
    with CaptureQueriesContext(
        connection,
    ) as made:
        first = queries.snapshot(stage.hall.pk, minutes(3))
    with CaptureQueriesContext(connection) as kept:
        again = queries.snapshot(stage.hall.pk, minutes(3.5))
    assert len(made) == 5, "hall, groups, counters, open requests, last calls"
    assert (len(kept), again is first) == (1, True)


def test_every_change_is_seen_at_once(stage):
    before = queries.snapshot(stage.hall.pk, minutes(0))
    row = stage.ticket(at=0)
    after = queries.snapshot(stage.hall.pk, minutes(0))
    assert before is not None
    assert after is not None
    assert before.stamp < after.stamp
    assert [t.label for t in after.groups[0].waiting] == [row.label]
    actions.ask_help(counter_id=stage.counters[0].pk, by=stage.by())
    helped = queries.snapshot(stage.hall.pk, minutes(0))
    assert helped is not None
    assert helped.counters[0].help_at == minutes(0)


def test_halls_do_not_mix(stage):
    other = make_hall(1)
    stage.ticket()
    hall = queries.snapshot(other.hall.pk, minutes(1))
    assert hall is not None
    assert hall.waiting_count == 0
    assert queries.snapshot(10**9, minutes(1)) is None


def test_a_ticket_knows_its_place(stage):
    rows = [stage.ticket(at=n) for n in range(3)]
    token = Visit.objects.get(pk=rows[2].visit_id).token
    place = queries.ticket_place(token, minutes(4))
    assert place is not None
    assert (place.ahead, place.request.label, place.is_ended) == (2, "A003", False)
    stage.serve(at=5)
    stage.serve(at=6)
    stage.next(at=7)
    place = queries.ticket_place(token, minutes(7))
    assert place is not None
    assert (place.ahead, place.counter_number) == (None, 1)
    assert queries.ticket_place("0" * 32, minutes(7)) is None


def test_a_row_changed_behind_the_log_is_named(stage):
    row = stage.ticket()
    ServiceRequest.objects.filter(pk=row.pk).update(line_at=minutes(-60))
    assert any("line_at" in line for line in wrong())


def test_an_exchanged_token_is_named(stage):
    row = stage.ticket()
    Visit.objects.filter(pk=row.visit_id).update(token="f" * 32)
    assert any("token" in line for line in wrong())
