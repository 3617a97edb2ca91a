"""What periods of past days teach."""

from datetime import timedelta

import pytest

from motcua.facilities.promises.history import Stay, breaks, habits_of, stays_of
from motcua.facilities.queueing import actions as queueing
from motcua.facilities.queueing.tests.stage import minutes

pytestmark = pytest.mark.django_db
TOMORROW = minutes(24 * 60)


def all_stays(stage):
    return stays_of(stage.hall.pk, minutes(-60), TOMORROW)


def test_a_service_counts_from_the_call_to_the_end(stage):
    stage.ticket("A", procedure_id=7)
    stage.serve(at=5, until=17)
    [stay] = all_stays(stage)
    assert (stay.procedure, stay.ended - stay.called, stay.called - stay.waited_since) == ("7", 12, 5)
    habits = habits_of(stage.hall.pk, TOMORROW)
    assert habits.by_procedure["7"].minutes == (12,)
    assert habits.by_group[str(stage.groups["A"].pk)].minutes == (12,)
    assert habits.normal_minutes[str(stage.groups["B"].pk)] == stage.groups["B"].minutes


def test_today_teaches_nothing_yet(stage):
    stage.ticket("A")
    stage.serve(at=5, until=17)
    assert habits_of(stage.hall.pk, minutes(60)).by_group == {}


def test_a_hold_is_not_service(stage):
    stage.ticket("A")
    row = stage.next(at=0)
    queueing.start(request_id=row.pk, by=stage.by(at=1))
    queueing.put_on_hold(request_id=row.pk, by=stage.by(at=4))
    queueing.resume(request_id=row.pk, counter_id=stage.counters[0].pk, by=stage.by(at=30))
    queueing.finish(request_id=row.pk, by=stage.by(at=33))
    assert [stay.ended - stay.called for stay in all_stays(stage)] == [4, 3]


def test_who_did_not_come_is_no_service(stage):
    stage.ticket("A")
    row = stage.next(at=0)
    for at in (1, 2):
        queueing.recall(request_id=row.pk, by=stage.by(at=at))
    queueing.absent(request_id=row.pk, by=stage.by(at=3))
    habits = habits_of(stage.hall.pk, TOMORROW)
    assert (habits.no_show_chance, habits.no_show_minutes, habits.by_group) == (1.0, 3.0, {})


def test_priority_arrivals_are_counted_by_the_minute(stage):
    stage.ticket("A", priority="elderly")
    stage.ticket("A")
    rates = habits_of(stage.hall.pk, TOMORROW).priority_rate
    assert rates == {str(stage.groups["A"].pk): 1 / 480}


def stay(called, ended, since=0.0, counter=1):
    return Stay("G", "", counter, since, called, ended, False)


def test_a_break_is_a_gap_while_somebody_waited():
    assert breaks([stay(10, 20), stay(20.5, 30), stay(42, 50)]) == [0.5, 12]
    assert breaks([stay(10, 20), stay(35, 40, since=34)]) == []  # nobody was there to be called
    assert breaks([stay(10, 20), stay(25, 40, counter=2)]) == []
    assert breaks([stay(10, 20), stay(20 + 120, 150)]) == []  # noon


def test_other_halls_and_old_days_teach_nothing(stage):
    stage.ticket("A")
    stage.serve(at=0, until=5)
    assert habits_of(stage.hall.pk, minutes(0) + timedelta(days=90)).by_group == {}
    assert habits_of(stage.hall.pk + 1, TOMORROW).by_group == {}
