"""A visit from ticket to end, by the verbs; after each story the log must account for every row."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from motcua.facilities.halls.actions import By
from motcua.facilities.queueing import actions, queries
from motcua.facilities.queueing.actions import Asked
from motcua.facilities.queueing.actions.calling import CallAgainFirst
from motcua.facilities.queueing.actions.issuing import AlreadyEnded, NoSuchClass, NoSuchGroup, void_unprinted
from motcua.facilities.queueing.actions.seats import CounterOccupied, StillServing
from motcua.facilities.queueing.actions.serving import BusyElsewhere, TooLateToReopen
from motcua.facilities.queueing.choices import LeftReason, Reason, State
from motcua.facilities.queueing.models import Period, ServiceRequest, Visit
from motcua.facilities.queueing.tests.stage import minutes, wrong
from motcua.kernel.events.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_log_holds(stage):
    yield
    assert wrong() == []


def _stretches(row: ServiceRequest) -> list[str]:
    return [one.state for one in Period.objects.filter(request=row)]


def test_from_ticket_to_end(stage):
    row = stage.ticket("B", at=0)
    assert row.label == "B001"
    called = stage.next(at=5)
    assert (called.pk, called.state, called.counter_id) == (row.pk, State.CALLED, stage.counters[0].pk)
    actions.coming(request_id=row.pk, by=By(None, minutes(6)))
    actions.start(request_id=row.pk, by=stage.by(at=7))
    assert queries.serving_at(stage.counters[0].pk).visit_id == row.visit_id
    actions.finish(request_id=row.pk, by=stage.by(at=12))
    assert _stretches(row) == ["issuing", "waiting", "called", "walking", "serving", "done"]
    times = list(Period.objects.filter(request=row).values_list("from_at", "to_at"))
    assert all(before[1] == after[0] for before, after in pairwise(times))
    assert Visit.objects.get(pk=row.visit_id).ended_at == minutes(12)
    finished = Event.objects.filter(subject=f"visit:{row.visit_id}", kind="queueing.finished").get()
    assert finished.facts["is_last"] is True
    assert queries.serving_at(stage.counters[0].pk) is None


def test_a_ticket_that_was_not_printed_is_never_called(stage):
    printing = stage.visit(at=0)
    with pytest.raises(actions.NobodyWaits):
        stage.next(at=1)
    assert void_unprinted(minutes(1)) == 0
    assert void_unprinted(minutes(3)) == 1
    with pytest.raises(actions.NobodyWaits):
        stage.next(at=4)
    with pytest.raises(actions.IllegalMove):
        actions.confirm(visit_id=printing.pk, by=By(None, minutes(4)))
    after = stage.ticket(at=5)
    assert after.label == "A002", "a number is never given twice, even one that nobody holds"


def test_confirming_and_voiding_twice_is_once(stage):
    visit = stage.visit()
    for _again in range(2):
        actions.confirm(visit_id=visit.pk, by=By(None, minutes(0)))
    with pytest.raises(actions.IllegalMove):
        actions.void(visit_id=visit.pk, by=By(None, minutes(1)))
    other = stage.visit()
    for _again in range(2):
        actions.void(visit_id=other.pk, by=By(None, minutes(0)))
    assert Event.objects.filter(kind="queueing.confirmed").count() == 1
    assert Event.objects.filter(kind="queueing.voided").count() == 1


def test_a_counter_has_one_person_at_a_time(stage):
    stage.ticket(), stage.ticket()
    first = stage.next(at=1)
    with pytest.raises(actions.CounterBusy):
        stage.next(at=2)
    with pytest.raises(actions.CounterBusy):
        actions.quick_serve(
            counter_id=stage.counters[0].pk, asked=Asked(stage.groups["A"].pk), by=stage.by(at=2)
        )
    assert stage.next(1, at=2).pk != first.pk


def test_only_who_sits_there_calls(stage):
    stage.ticket()
    with pytest.raises(actions.NotAtThisCounter):
        actions.call_next(counter_id=stage.counters[0].pk, by=stage.by(1))
    row = stage.next()
    with pytest.raises(actions.NotAtThisCounter):
        actions.start(request_id=row.pk, by=stage.by(1))


def test_out_of_order_needs_a_reason_and_is_counted(stage):
    stage.ticket(at=0)
    stage.ticket(at=1)
    last = stage.ticket(at=2)
    counter = stage.counters[0].pk
    for reason in ("", "friend"):
        with pytest.raises(actions.ReasonNeeded):
            actions.call(counter_id=counter, request_id=last.pk, by=stage.by(at=3), reason=reason)
    row = actions.call(counter_id=counter, request_id=last.pk, by=stage.by(at=3), reason=Reason.HEALTH.value)
    assert row.passed == 2
    stage.serve(1, at=4)
    day = minutes(0).date()
    share = queries.call_shares(day, day)[stage.hall.pk]
    assert (share.calls, share.out_of_order, str(share.percent)) == (2, 1, "50.0")
    assert share.by_reason == {"health": 1}


def test_calling_by_hand_whoever_is_next_needs_no_reason(stage):
    row = stage.ticket(at=0)
    called = actions.call(counter_id=stage.counters[0].pk, request_id=row.pk, by=stage.by(at=1))
    assert (called.reason, called.passed) == ("", 0)


def test_absent_after_three_calls_then_back_second(stage):
    row = stage.ticket(at=0)
    others = [stage.ticket(at=n) for n in (1, 2, 3)]
    stage.next(at=5)
    with pytest.raises(CallAgainFirst):
        actions.absent(request_id=row.pk, by=stage.by(at=8))
    actions.recall(request_id=row.pk, by=stage.by(at=6))
    actions.recall(request_id=row.pk, by=stage.by(at=6.5))
    with pytest.raises(CallAgainFirst):
        actions.absent(request_id=row.pk, by=stage.by(at=6.9))
    missed = actions.absent(request_id=row.pk, by=stage.by(at=7))
    assert (missed.state, missed.counter_id) == (State.MISSED, None)
    actions.bring_back(request_id=row.pk, by=By(None, minutes(30)))
    line = queries.line_ids(stage.hall.pk, stage.groups["A"].pk, minutes(30))
    assert line == [others[0].pk, row.pk, others[1].pk, others[2].pk]
    assert stage.serve(at=31).pk == others[0].pk
    assert stage.serve(at=32).pk == row.pk


def test_back_too_late_stands_last(stage):
    row = stage.ticket(at=0, priority="elderly")
    stage.next(at=1)
    for at in (2, 3):
        actions.recall(request_id=row.pk, by=stage.by(at=at))
    actions.absent(request_id=row.pk, by=stage.by(at=3))
    other = stage.ticket(at=20)
    back = actions.bring_back(request_id=row.pk, by=By(None, minutes(34)))
    assert back.first_arrival_at == minutes(0), "how long they have been here is not forgotten"
    assert queries.line_ids(stage.hall.pk, stage.groups["A"].pk, minutes(34)) == [other.pk, row.pk]


def test_hold_frees_the_counter_and_keeps_the_person(stage):
    row, other = stage.ticket(at=0), stage.ticket(at=1)
    stage.next(at=2)
    actions.start(request_id=row.pk, by=stage.by(at=2))
    actions.put_on_hold(request_id=row.pk, by=stage.by(at=3))
    assert stage.serve(at=4).pk == other.pk
    actions.resume(request_id=row.pk, counter_id=stage.counters[1].pk, by=stage.by(1, at=5))
    actions.finish(request_id=row.pk, by=stage.by(1, at=6))
    assert _stretches(row)[-3:] == ["held", "serving", "done"]


def test_transfer_keeps_the_arrival(stage):
    waiting = stage.ticket("C", at=5)
    row = stage.ticket("A", at=0)
    stage.next(at=10)
    actions.start(request_id=row.pk, by=stage.by(at=10))
    group = stage.groups["C"].pk
    moved = actions.transfer(request_id=row.pk, group_id=group, by=stage.by(at=12))
    assert (moved.label, moved.counter_id, moved.first_arrival_at) == ("A001", None, minutes(0))
    assert queries.line_ids(stage.hall.pk, group, minutes(12)) == [row.pk, waiting.pk]


def test_sent_to_one_counter_and_released_when_it_closes(stage):
    row = stage.ticket("C", at=0)
    first, last = stage.counters
    stage.next(1, at=1)
    actions.transfer(
        request_id=row.pk, group_id=stage.groups["A"].pk, for_counter_id=first.pk, by=stage.by(1, at=2)
    )
    with pytest.raises(actions.NobodyWaits):
        stage.next(1, at=3)
    actions.leave_counter(counter_id=first.pk, by=stage.by(at=4))
    assert stage.next(1, at=5).pk == row.pk
    with pytest.raises(StillServing):
        actions.leave_counter(counter_id=last.pk, by=stage.by(1, at=6))


def test_a_second_procedure_waits_for_the_first(stage):
    row = stage.ticket("A", at=0)
    stage.ticket("B", at=1)
    added = actions.add_procedure(
        visit_id=row.visit_id, asked=Asked(stage.groups["B"].pk), by=By(None, minutes(2))
    )
    assert (added.state, added.label) == (State.LATER, "A001")
    stage.next(at=3)
    assert stage.serve(1, at=3).label == "B001"
    actions.finish(request_id=row.pk, by=stage.by(at=5))
    assert Visit.objects.get(pk=row.visit_id).ended_at is None
    assert stage.serve(at=6).pk == added.pk
    visit = Visit.objects.get(pk=row.visit_id)
    assert visit.ended_at == minutes(6)
    ends = Event.objects.filter(subject=visit.subject, kind="queueing.finished").order_by("seq")
    assert [event.facts["is_last"] for event in ends] == [False, True]
    with pytest.raises(AlreadyEnded):
        tomorrow = By(None, minutes(24 * 60))
        actions.add_procedure(visit_id=row.visit_id, asked=Asked(stage.groups["B"].pk), by=tomorrow)


def test_reopened_within_two_minutes_only(stage):
    stage.ticket(at=0)
    row = stage.serve(at=1, until=4)
    counter = stage.counters[0].pk
    with pytest.raises(actions.NotAtThisCounter):
        actions.reopen(request_id=row.pk, counter_id=stage.counters[1].pk, by=stage.by(1, at=5))
    again = actions.reopen(request_id=row.pk, counter_id=counter, by=stage.by(at=6))
    assert (again.state, again.started_at) == (State.SERVING, minutes(1))
    assert Visit.objects.get(pk=row.visit_id).ended_at is None
    actions.finish(request_id=row.pk, by=stage.by(at=7))
    with pytest.raises(TooLateToReopen):
        actions.reopen(request_id=row.pk, counter_id=counter, by=stage.by(at=9.1))


def test_reopening_takes_back_what_came_forward(stage):
    row = stage.ticket("A", at=0)
    wanted = Asked(stage.groups["B"].pk)
    added = actions.add_procedure(visit_id=row.visit_id, asked=wanted, by=By(None, minutes(0)))
    stage.serve(at=1)
    counter = stage.counters[0].pk
    actions.reopen(request_id=row.pk, counter_id=counter, by=stage.by(at=2))
    added.refresh_from_db()
    assert added.state == State.LATER
    actions.finish(request_id=row.pk, by=stage.by(at=2.5))
    stage.next(1, at=2.6)
    with pytest.raises(BusyElsewhere):
        actions.reopen(request_id=row.pk, counter_id=counter, by=stage.by(at=3))


def test_quick_serve_takes_no_number(stage):
    counter = stage.counters[0].pk
    row = actions.quick_serve(counter_id=counter, asked=Asked(stage.groups["A"].pk), by=stage.by(at=1))
    assert (row.label, row.state) == ("", State.SERVING)
    actions.finish(request_id=row.pk, by=stage.by(at=2))
    assert stage.ticket(at=3).label == "A001"


def test_put_back_stands_where_it_stood(stage):
    row, other = stage.ticket(at=0), stage.ticket(at=1)
    stage.next(at=2)
    actions.put_back(request_id=row.pk, by=stage.by(at=2.5))
    assert queries.line_ids(stage.hall.pk, stage.groups["A"].pk, minutes(3)) == [row.pk, other.pk]


def test_leaving_by_oneself(stage):
    row = stage.ticket()
    actions.leave(request_id=row.pk, reason=LeftReason.ASKED.value, by=By(None, minutes(1)))
    with pytest.raises(actions.IllegalMove):
        actions.leave(request_id=row.pk, reason=LeftReason.ASKED.value, by=By(None, minutes(1)))
    with pytest.raises(actions.NobodyWaits):
        stage.next(at=2)


def test_unknown_things_are_refused(stage):
    with pytest.raises(NoSuchClass):
        stage.visit(priority="cousin")
    with pytest.raises(NoSuchGroup):
        actions.issue(hall_id=stage.hall.pk, asked=Asked(10**9), by=By(None, minutes(0)))
    with pytest.raises(actions.NoSuchTicket):
        actions.start(request_id=10**9, by=stage.by())
    with pytest.raises(CounterOccupied):
        actions.take_counter(counter_id=stage.counters[0].pk, by=stage.by(1))


def test_priority_then_a_regular_who_waited_long(stage):
    regular = stage.ticket(at=0)
    for n in range(4):
        stage.ticket(at=20 + n, priority="pregnant")
    ranks = [stage.serve(at=31 + n).priority for n in range(2)]
    assert ranks == ["pregnant", "pregnant"]
    assert stage.serve(at=33).pk == regular.pk
    assert stage.serve(at=34).priority == "pregnant"


def test_moving_a_group_keeps_arrivals(stage):
    first, second = stage.ticket("A", at=0), stage.ticket("B", at=1)
    third = stage.ticket("A", at=2)
    ids = [stage.groups[letter].pk for letter in "AB"]
    by = By(stage.office.officers["division_head"].pk, minutes(3))
    assert actions.move_group(hall_id=stage.hall.pk, from_group_id=ids[0], to_group_id=ids[1], by=by) == 2
    assert queries.line_ids(stage.hall.pk, ids[1], minutes(3)) == [first.pk, second.pk, third.pk]


def test_who_asked_is_told_once_that_three_are_before(stage):
    rows = [stage.ticket(at=n / 10) for n in range(6)]
    actions.follow(visit_id=rows[5].visit_id, phone="0912000001", by=By(None, minutes(1)))
    actions.follow(visit_id=rows[4].visit_id, phone="", by=By(None, minutes(1)))
    stage.serve(at=2)
    stage.serve(at=3)
    near = Event.objects.filter(kind="queueing.turn_near").order_by("id")
    told = [(event.subject, event.facts["before"]) for event in near]
    assert told == [(f"visit:{rows[4].visit_id}", 3), (f"visit:{rows[5].visit_id}", 3)]
    stage.serve(at=4)
    assert near.count() == 2
    assert "0912" not in "".join(near.values_list("facts_json", flat=True))


def test_the_day_ends_without_taking_who_is_served(stage):
    served, waiting, missed = stage.ticket(at=0), stage.ticket(at=1), stage.ticket(at=2)
    stage.next(at=3)
    actions.start(request_id=served.pk, by=stage.by(at=3))
    stage.next(1, at=3)
    for at in (4, 5):
        actions.recall(request_id=waiting.pk, by=stage.by(1, at=at))
    actions.absent(request_id=waiting.pk, by=stage.by(1, at=5))
    by = By(stage.office.officers["division_head"].pk, minutes(6))
    assert actions.close_day(hall_id=stage.hall.pk, day=minutes(0).date(), by=by) == 2
    states = dict(ServiceRequest.objects.values_list("pk", "state"))
    assert states == {served.pk: State.SERVING, waiting.pk: State.LEFT, missed.pk: State.LEFT}
    with pytest.raises(actions.NotIssuing):
        stage.visit(at=7)
    actions.finish(request_id=served.pk, by=stage.by(at=8))
    tuesday = datetime(2026, 10, 6, 2, 0, tzinfo=UTC)
    visit = actions.issue(hall_id=stage.hall.pk, asked=Asked(stage.groups["A"].pk), by=By(None, tuesday))
    assert visit.number == 1
    assert tuesday - minutes(0) == timedelta(days=1)
