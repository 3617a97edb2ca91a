"""What a hall lays down: rules with dates, groups, hours, numbers over midnight and holidays."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from motcua.facilities.halls import actions as halls
from motcua.facilities.halls.actions import (
    AlreadyHall,
    By,
    CounterElsewhere,
    GroupElsewhere,
    LetterTaken,
    NewGroup,
    ValidInThePast,
)
from motcua.facilities.halls.models import Group, Hall, HallCounter
from motcua.facilities.halls.rules import CounterPlan, HallRules, PriorityClass
from motcua.facilities.queueing import actions, queries
from motcua.facilities.queueing.actions import Asked, NotIssuing
from motcua.facilities.queueing.actions.days import close_days
from motcua.facilities.queueing.actions.issuing import forget_people
from motcua.facilities.queueing.choices import State
from motcua.facilities.queueing.models import PersonDay, ServiceRequest, Visit
from motcua.facilities.queueing.rules.tickets import person_key
from motcua.facilities.queueing.tests.stage import make_hall, minutes, wrong
from motcua.kernel.calendar.week import MINUTES_A_DAY, Hours, Week

pytestmark = pytest.mark.django_db
ALWAYS = HallRules(issuing=Week((Hours(((0, MINUTES_A_DAY),)),) * 7), follows_calendar=False, day_ends=None)


def _issue(stage, at: datetime, letter: str = "A", **asked) -> Visit:
    wanted = Asked(stage.groups[letter].pk, **asked)
    return actions.issue(hall_id=stage.hall.pk, asked=wanted, by=By(None, at))


def _publish(stage, rules: HallRules, valid_from: date = date(2026, 10, 5)) -> None:
    halls.publish_rules(hall_id=stage.hall.pk, rules=rules, valid_from=valid_from, by=By(None, minutes(0)))


def test_numbers_begin_again_at_midnight_of_viet_nam(stage):
    _publish(stage, ALWAYS)
    before = datetime(2026, 10, 5, 16, 59, 59, tzinfo=UTC)
    visits = [_issue(stage, before), _issue(stage, before), _issue(stage, before + timedelta(seconds=1))]
    assert [(v.day, v.number) for v in visits] == [
        (date(2026, 10, 5), 1), (date(2026, 10, 5), 2), (date(2026, 10, 6), 1),
    ]  # fmt: skip
    assert _issue(stage, before, "B").number == 1
    assert wrong() == []


def test_an_office_open_at_night_loses_nobody(stage):
    _publish(stage, ALWAYS)
    visit = _issue(stage, datetime(2026, 10, 5, 16, 50, tzinfo=UTC))
    actions.confirm(visit_id=visit.pk, by=By(None, visit.came_at))
    after = datetime(2026, 10, 5, 17, 30, tzinfo=UTC)
    close_days(after)
    row = actions.call_next(counter_id=stage.counters[0].pk, by=By(stage.officers[0].pk, after))
    assert row.visit_id == visit.pk


def test_the_clock_ends_a_day_once_and_the_next_begins_open(stage):
    waiting = stage.ticket(at=0)
    evening = datetime(2026, 10, 5, 12, 0, tzinfo=UTC)
    close_days(evening - timedelta(seconds=1))
    assert ServiceRequest.objects.get(pk=waiting.pk).state == State.WAITING
    close_days(evening)
    assert ServiceRequest.objects.get(pk=waiting.pk).state == State.LEFT
    assert not HallCounter.objects.filter(officer_id__isnull=False).exists()
    stamp = Hall.objects.get().stamp
    close_days(evening + timedelta(minutes=1))
    assert Hall.objects.get().stamp == stamp
    assert _issue(stage, datetime(2026, 10, 6, 2, 0, tzinfo=UTC)).number == 1
    assert wrong() == []


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 9, 2, 2, 0, tzinfo=UTC),  # National Day
        datetime(2026, 10, 4, 2, 0, tzinfo=UTC),  # a Sunday
        datetime(2026, 10, 5, 0, 29, tzinfo=UTC),  # 07:29
        datetime(2026, 10, 5, 4, 0, tzinfo=UTC),  # 11:00, no more numbers before noon
        datetime(2026, 10, 5, 10, 0, tzinfo=UTC),  # 17:00
    ],
)
def test_no_numbers_on_days_off_and_outside_the_hours(stage, at):
    with pytest.raises(NotIssuing, match="ngừng phát số"):
        _issue(stage, at)
    assert not Visit.objects.exists()


def test_paused_and_resumed(stage):
    by = By(stage.office.officers["division_head"].pk, minutes(0))
    for _again in range(2):
        halls.pause_issuing(hall_id=stage.hall.pk, by=by)
    with pytest.raises(NotIssuing):
        stage.visit(at=1)
    halls.resume_issuing(hall_id=stage.hall.pk, by=by)
    assert stage.visit(at=1).number == 1
    assert wrong() == []


def test_rules_hold_from_their_day_on(stage):
    veterans = HallRules(classes=(PriorityClass("veteran", "Người có công với cách mạng"),))
    _publish(stage, veterans, date(2026, 10, 6))
    assert _issue(stage, minutes(0), priority="elderly").number == 1
    tuesday = minutes(24 * 60)
    assert _issue(stage, tuesday, priority="veteran").number == 1
    with pytest.raises(halls.HallRefusal):
        _issue(stage, tuesday, priority="elderly")
    with pytest.raises(ValidInThePast):
        _publish(stage, veterans, date(2026, 10, 4))
    _publish(stage, HallRules(most_a_day=9), date(2026, 10, 6))
    hall = Hall.objects.get()
    assert hall.rules_on(date(2026, 10, 6)).most_a_day == 9, "of two for one day the later one"
    assert wrong() == []


def test_two_numbers_a_person_a_day_and_nothing_of_the_person_is_kept(stage):
    key = person_key("secret", "042090000001", "2026-10-05")
    assert key != person_key("secret", "042090000001", "2026-10-06")
    for at in (0, 1):
        stage.visit(at=at, person_key=key)
    with pytest.raises(actions.TooManyToday):
        stage.visit(at=2, person_key=key)
    assert Visit.objects.count() == 2
    stage.visit(at=3)
    assert PersonDay.objects.get().taken == 2
    forget_people(minutes(24 * 60))
    assert not PersonDay.objects.exists()


def test_groups(stage):
    by = By(None, minutes(0))
    with pytest.raises(LetterTaken):
        halls.save_group(hall_id=stage.hall.pk, new=NewGroup("A", "Khác"), by=by)
    stage.ticket("A")
    group = stage.groups["A"]
    closed = NewGroup("A", "Chứng thực", is_closed=True)
    halls.save_group(hall_id=stage.hall.pk, new=closed, by=by, group_id=group.pk)
    with pytest.raises(halls.HallRefusal):
        stage.visit("A", at=2)
    assert Group.objects.get(pk=group.pk).is_closed
    hall = queries.snapshot(stage.hall.pk, minutes(2))
    assert hall is not None
    assert [one.letter for one in hall.groups] == ["A", "B", "C"], "whoever waits is still seen"
    assert stage.serve(at=3).label == "A001", "and called"
    hall = queries.snapshot(stage.hall.pk, minutes(3))
    assert hall is not None
    assert [one.letter for one in hall.groups] == ["B", "C"]
    assert wrong() == []


def test_counters_and_groups_of_other_halls_are_refused(stage):
    other = make_hall(1)
    by = By(None, minutes(0))
    with pytest.raises(CounterElsewhere):
        halls.plan_counter(
            hall_id=stage.hall.pk, counter_id=other.counters[0].pk, group_ids=(), plan=(), by=by
        )
    with pytest.raises(GroupElsewhere):
        halls.plan_counter(
            hall_id=stage.hall.pk, counter_id=stage.counters[0].pk,
            group_ids=(other.groups["A"].pk,), plan=(), by=by,
        )  # fmt: skip
    with pytest.raises(AlreadyHall):
        halls.open_hall(one_stop=stage.hall.one_stop, by=by)


def test_a_counter_opens_by_plan_or_by_hand():
    monday = minutes(0)
    plan = (Hours(((450, 690),)),) + (Hours(),) * 6
    assert CounterPlan().opens_at(monday)
    assert CounterPlan(plan).opens_at(monday)
    assert not CounterPlan(plan).opens_at(monday + timedelta(hours=4))
    assert not CounterPlan(plan, False, monday + timedelta(minutes=5)).opens_at(monday)
    assert CounterPlan(plan, False, monday + timedelta(minutes=5)).opens_at(monday + timedelta(minutes=5))
    assert CounterPlan(plan, True, None).opens_at(monday + timedelta(hours=4))


def test_rules_survive_the_log():
    assert HallRules.from_json(HallRules().to_json()) == HallRules()
    assert HallRules.from_json(ALWAYS.to_json()) == ALWAYS
    slots = HallRules().slots_on(date(2026, 10, 5))
    assert len(slots) == 14
    assert slots[0] == datetime(2026, 10, 5, 0, 30, tzinfo=UTC)
