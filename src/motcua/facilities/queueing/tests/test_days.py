"""The end of a day: today's people are served to the end, yesterday's were forgotten; a day ended by mistake goes on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers.tests.factories import ROLES, make_office
from motcua.facilities.halls.actions import By
from motcua.facilities.halls.models import Hall, HallCounter, HallStatement
from motcua.facilities.promises.history import stays_of
from motcua.facilities.queueing import actions, queries
from motcua.facilities.queueing.actions import NotIssuing
from motcua.facilities.queueing.actions.days import DayIsOver, DayNotClosed, ReopeningReasonNeeded, close_days
from motcua.facilities.queueing.choices import State
from motcua.facilities.queueing.models import ServiceRequest
from motcua.facilities.queueing.queries.lines import lines_of
from motcua.facilities.queueing.tests.stage import HallStage, minutes, wrong
from motcua.kernel import clock
from motcua.kernel.events.models import Event

pytestmark = pytest.mark.django_db
SUPERVISORS = {"division_head", "approver", "agency_admin", "system_admin"}
EVENING = datetime(2026, 10, 5, 12, 0, tzinfo=UTC)  # 19:00
MIDNIGHT = datetime(2026, 10, 5, 17, 0, tzinfo=UTC)
MORNING = datetime(2026, 10, 6, 1, 0, tzinfo=UTC)


def _states() -> dict[int, tuple[str, str]]:
    return {
        pk: (state, reason)
        for pk, state, reason in ServiceRequest.objects.values_list("pk", "state", "reason")
    }


def _forgotten(stage: HallStage) -> tuple[ServiceRequest, ServiceRequest]:
    """One person left "serving" at the first counter, one "called" at the second."""
    served, called = stage.ticket(at=0), stage.ticket(at=1)
    stage.next(at=3)
    actions.start(request_id=served.pk, by=stage.by(at=3))
    stage.next(1, at=4)
    return served, called


def test_who_was_forgotten_at_a_counter_is_ended_by_night_and_the_counter_is_free(stage):
    served, called = _forgotten(stage)
    close_days(EVENING)
    close_days(MIDNIGHT - timedelta(seconds=1))
    assert _states() == {served.pk: ("serving", ""), called.pk: ("called", "")}, (
        "today's are served to the end"
    )
    close_days(MIDNIGHT)
    assert _states() == {served.pk: ("left", "unended"), called.pk: ("left", "unended")}
    assert not HallCounter.objects.filter(officer_id__isnull=False).exists()
    by = By(stage.officers[1].pk, MORNING)
    actions.take_counter(counter_id=stage.counters[0].pk, by=by)
    visit = actions.issue(
        hall_id=stage.hall.pk, asked=actions.Asked(stage.groups["A"].pk), by=By(None, MORNING)
    )
    actions.confirm(visit_id=visit.pk, by=By(None, MORNING))
    assert actions.call_next(counter_id=stage.counters[0].pk, by=by).visit_id == visit.pk
    assert wrong() == []
    stamp = Hall.objects.get().stamp
    close_days(MORNING)
    assert Hall.objects.get().stamp == stamp, "done once"
    since, until = minutes(-60), MIDNIGHT + timedelta(days=1)
    assert not stays_of(stage.hall.pk, since, until), "nobody learns that serving takes until midnight"


def test_a_worker_that_slept_through_the_night_leaves_today_alone(stage):
    served, called = _forgotten(stage)
    third = actions.issue(
        hall_id=stage.hall.pk, asked=actions.Asked(stage.groups["A"].pk), by=By(None, MORNING)
    )
    actions.confirm(visit_id=third.pk, by=By(None, MORNING))
    actions.finish(request_id=called.pk, by=By(stage.officers[1].pk, MORNING))
    actions.leave_counter(counter_id=stage.counters[1].pk, by=By(stage.officers[1].pk, MORNING))
    actions.take_counter(counter_id=stage.counters[1].pk, by=By(stage.officers[1].pk, MORNING))
    row = actions.call_next(
        counter_id=stage.counters[1].pk, by=By(stage.officers[1].pk, MORNING + timedelta(minutes=1))
    )
    close_days(MORNING + timedelta(minutes=2))
    assert _states() == {served.pk: ("left", "unended"), called.pk: ("done", ""), row.pk: ("called", "")}
    sitting = HallCounter.objects.filter(officer_id__isnull=False)
    assert [one.officer_id for one in sitting] == [stage.officers[1].pk]
    assert actions.issue(
        hall_id=stage.hall.pk, asked=actions.Asked(stage.groups["A"].pk), by=By(None, MORNING)
    )
    assert wrong() == []


def test_what_is_left_of_yesterday_does_not_open_a_day_that_was_ended(stage):
    _forgotten(stage)
    by = By(stage.office.officers["division_head"].pk, MORNING)
    tuesday = MORNING.date()
    actions.close_day(hall_id=stage.hall.pk, day=tuesday, by=by)
    actions.close_day(hall_id=stage.hall.pk, day=tuesday - timedelta(days=1), by=by)
    assert Hall.objects.get().closed_day == tuesday
    assert wrong() == []


def _ended_by_mistake(stage: HallStage) -> By:
    by = By(stage.office.officers["division_head"].pk, minutes(20))
    actions.close_day(hall_id=stage.hall.pk, day=minutes(0).date(), by=by)
    return by


def test_a_day_ended_by_mistake_goes_on_in_the_same_order(stage):
    rows = [stage.ticket(at=number, priority="elderly" if number in (3, 5) else "") for number in range(8)]
    stage.next(at=10)
    missed = stage.next(1, at=10)
    for at in (11, 12):
        actions.recall(request_id=missed.pk, by=stage.by(1, at=at))
    actions.absent(request_id=missed.pk, by=stage.by(1, at=12))
    held = stage.next(1, at=13)
    actions.start(request_id=held.pk, by=stage.by(1, at=13))
    actions.put_on_hold(request_id=held.pk, by=stage.by(1, at=14))
    actions.add_procedure(
        visit_id=rows[7].visit_id, asked=actions.Asked(stage.groups["B"].pk), by=stage.by(at=15)
    )
    stage.visit(at=19.9)  # no paper yet
    before, line = _states(), [one.id for one in lines_of(stage.hall.pk, minutes(21))[stage.groups["A"].pk]]
    by = _ended_by_mistake(stage)
    with pytest.raises(NotIssuing):
        stage.visit(at=20)
    again = By(by.officer_id, minutes(21))
    assert actions.reopen_day(hall_id=stage.hall.pk, reason="Bấm nhầm", by=again) == 8
    issuing = next(pk for pk, (state, _reason) in before.items() if state == State.ISSUING)
    assert _states() == before | {issuing: ("left", "day_end")}
    assert [one.id for one in lines_of(stage.hall.pk, minutes(21))[stage.groups["A"].pk]] == line
    assert stage.ticket(at=21).label == "A010", "numbers follow the last one"
    seen = queries.snapshot(stage.hall.pk, minutes(21))
    assert seen is not None
    assert seen.is_issuing
    assert HallStatement.objects.get(purpose="reopening").body == {"reason": "Bấm nhầm"}
    stated = Event.objects.get(kind="halls.day_reopened")
    assert stated.facts == {"day": "2026-10-05", "restored": 8}
    assert stated.actor_id == by.officer_id
    actions.take_counter(counter_id=stage.counters[1].pk, by=stage.by(1, at=22))
    assert stage.next(1, at=22).pk == line[0]
    assert wrong() == []


def test_what_waited_for_another_thing_that_is_done_by_now_waits_for_a_counter(stage):
    row = stage.ticket(at=0)
    stage.next(at=1)
    later = actions.add_procedure(
        visit_id=row.visit_id, asked=actions.Asked(stage.groups["B"].pk), by=stage.by(at=2)
    )
    by = _ended_by_mistake(stage)
    actions.finish(request_id=row.pk, by=stage.by(at=21))
    actions.reopen_day(hall_id=stage.hall.pk, reason="Bấm nhầm", by=By(by.officer_id, minutes(22)))
    later.refresh_from_db()
    assert (later.state, later.visit.ended_at) == (State.WAITING, None)
    assert wrong() == []


def test_only_todays_day_ended_before_its_hour_is_opened_again_and_only_with_a_reason(stage):
    by = By(stage.office.officers["division_head"].pk, minutes(1))
    again = {"hall_id": stage.hall.pk, "reason": "Bấm nhầm"}
    with pytest.raises(DayNotClosed):
        actions.reopen_day(**again, by=by)
    _ended_by_mistake(stage)
    with pytest.raises(ReopeningReasonNeeded):
        actions.reopen_day(hall_id=stage.hall.pk, reason="", by=By(by.officer_id, minutes(21)))
    with pytest.raises(DayIsOver):
        actions.reopen_day(**again, by=By(by.officer_id, EVENING))
    with pytest.raises(DayNotClosed):
        actions.reopen_day(**again, by=By(by.officer_id, MORNING))
    assert Hall.objects.get().closed_day is not None
    assert not HallStatement.objects.exists()


@pytest.mark.parametrize("role", ROLES)
def test_who_may_open_a_day_again(stage, role):
    _ended_by_mistake(stage)
    address = reverse("queueing:in_hall", args=[stage.hall.pk, "reopen-day"])
    client = Client(headers={"Accept": "application/json"})
    with clock.frozen_at(minutes(30)):
        client.force_login(stage.office.officers[role].account)
        assert client.post(address, {"client_id": str(uuid4()), "reason": " "}).status_code in (403, 404, 422)
        answer = client.post(address, {"client_id": str(uuid4()), "reason": "Bấm nhầm"})
    is_open = Hall.objects.get(pk=stage.hall.pk).closed_day is None
    assert is_open == (role in SUPERVISORS) == (answer.status_code == 200)


def test_nobody_opens_the_day_of_another_office(stage):
    _ended_by_mistake(stage)
    client = Client()
    client.force_login(make_office("Khác").officers["division_head"].account)
    address = reverse("queueing:in_hall", args=[stage.hall.pk, "reopen-day"])
    with clock.frozen_at(minutes(30)):
        assert client.post(address, {"client_id": str(uuid4()), "reason": "x"}).status_code == 404
    assert Hall.objects.get(pk=stage.hall.pk).closed_day is not None
