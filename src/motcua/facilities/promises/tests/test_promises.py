"""What a number is told, and whether it came true."""

from datetime import timedelta

import pytest
from django.urls import reverse

from motcua.config.events import ROUTES
from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.tests.factories import make_agency, make_officer, sign_in
from motcua.facilities.halls.actions import By
from motcua.facilities.printing.composing import compose
from motcua.facilities.promises import foretelling, queries
from motcua.facilities.promises.measuring import Told, score
from motcua.facilities.promises.models import Promise
from motcua.facilities.promises.reactions import promise_wait
from motcua.facilities.queueing import actions as queueing
from motcua.facilities.queueing.tests.stage import minutes, wrong
from motcua.kernel import clock
from motcua.kernel.events.models import Event

pytestmark = pytest.mark.django_db


def test_nobody_waits_where_counters_are_free(stage):
    told = foretelling.promise(stage.visit("A"), minutes(0))
    assert (told.low, told.promised, told.high, told.ahead, told.basis) == (0, 0, 0, 0, "normal")
    assert wrong() == []


def test_the_range_grows_with_the_line_and_the_first_word_counts(stage):
    first = foretelling.promise(stage.visit("A"), minutes(0))
    for _ in range(8):
        stage.ticket("A")
    visit = stage.visit("A", at=1)
    told = foretelling.promise(visit, minutes(1))
    assert told.ahead == 8
    assert first.high < told.low <= told.middle <= told.high
    for _ in range(4):
        stage.ticket("A", at=2)
    assert foretelling.promise(visit, minutes(5)) == told
    assert Event.objects.filter(kind="promises.wait_promised").count() == 2


def test_it_is_the_same_before_and_after_the_number_counts(stage):
    for _ in range(5):
        stage.ticket("A")
    visit = stage.visit("A", at=1)
    before = foretelling.promise(visit, minutes(1))
    queueing.confirm(visit_id=visit.pk, by=By(None, minutes(1)))
    Promise.objects.all().delete()
    after = foretelling._foretold(
        foretelling.snapshot(stage.hall.pk, minutes(1)),
        foretelling._person_of(visit.requests.get()),
        minutes(1),
        seed=visit.pk,
        without=visit.requests.get().pk,
    )
    assert (before.low, before.high) == (after.low, after.high)


def test_priority_is_promised_less(stage):
    for _ in range(8):
        stage.ticket("A")
    regular = foretelling.promise(stage.visit("A", at=1), minutes(1))
    preferred = foretelling.promise(stage.visit("A", at=1, priority="elderly"), minutes(1))
    assert preferred.high < regular.low


def test_no_open_counter_no_promise(stage):
    for seat, counter in enumerate(stage.counters):
        queueing.leave_counter(counter_id=counter.pk, by=stage.by(seat))
    visit = stage.visit("A")
    assert foretelling.promise(visit, minutes(0)) is None
    assert foretelling.waits_of(stage.hall.pk, minutes(0))[stage.groups["A"].pk] is None
    assert not any("Chờ khoảng" in line for line in compose(visit, minutes(0)).lines)


def test_screens_know_the_wait_of_each_group(stage):
    for _ in range(6):
        stage.ticket("A")
    told = foretelling.waits_of(stage.hall.pk, minutes(1))
    assert set(told) == {group.pk for group in stage.groups.values()}
    assert told[stage.groups["A"].pk].high > 0
    assert foretelling.waits_of(0, minutes(1)) == {}


def test_the_ticket_says_it(stage):
    for _ in range(6):
        stage.ticket("A")
    visit = stage.visit("A", at=1)
    lines = compose(visit, minutes(1)).lines
    told = queries.promise_of(visit.pk)
    assert f"Chờ khoảng {told.low}–{told.high} phút" in lines[1]
    assert compose(visit, minutes(9)).lines[1] == lines[1]


def test_a_confirmed_number_gets_its_promise_once(stage):
    assert promise_wait in ROUTES["queueing.confirmed"]
    stage.ticket("A")
    event = Event.objects.get(kind="queueing.confirmed")
    for _ in range(2):
        promise_wait(event)
    assert Promise.objects.count() == 1
    assert wrong() == []


def test_an_audit_names_what_was_not_said(stage):
    foretelling.promise(stage.visit("A"), minutes(0))
    Promise.objects.update(high=99)
    assert [line for line in wrong() if "high" in line]
    Promise.objects.all().delete()
    assert [line for line in wrong() if "promise:" in line]


def test_promises_stand_beside_the_waits_that_followed(stage):
    visits = [stage.ticket("A", at=at).visit for at in range(3)]
    for visit in visits:
        foretelling.promise(visit, visit.came_at)
    Promise.objects.update(low=5, middle=8, promised=9, high=10)
    stage.next(0, at=7)  # waited 7: within
    stage.next(1, at=13)  # waited 12: longer than promised
    rows, total = queries.kept_in(stage.hall, minutes(-60), minutes(60))
    assert [row.name for row in rows] == [str(stage.groups["A"])]
    assert (total.count, total.covered, total.under_promised) == (2, 0.5, 0.5)
    assert (total.mean_wait, total.mean_error, total.width) == (9.5, 2.5, 5)
    [(day, of_day)] = queries.by_day(stage.hall, minutes(-60), minutes(60))
    assert (day, of_day) == (visits[0].day, total)


def test_a_call_put_back_still_ended_the_first_wait(stage):
    visit = stage.ticket("A").visit
    foretelling.promise(visit, minutes(0))
    row = stage.next(at=4)
    queueing.put_back(request_id=row.pk, by=stage.by(at=5))
    stage.next(at=9)
    _, total = queries.kept_in(stage.hall, minutes(-60), minutes(60))
    assert total.mean_wait == 4


def test_shares_of_few_are_not_judged():
    kept = [Told(0, 10, 8, 5, "group", 6.0)] * 8 + [Told(0, 10, 8, 5, "normal", 20.0)] * 2
    few, enough = score(kept), score(kept * 3)
    assert (few.is_enough, enough.is_enough, enough.is_kept) == (False, True, True)
    assert (enough.covered_percent, enough.under_percent, enough.by_normal_minutes) == (80, 20, 6)
    assert not score([*kept * 3, kept[-1]]).is_kept
    assert score([]) is None


@pytest.mark.parametrize("who", ["anonymous", *sorted(role.value for role in Role)])
def test_who_sees_it(client, stage, who):
    foretelling.promise(stage.ticket("A").visit, minutes(0))
    stage.next(at=3)
    if who != "anonymous":
        sign_in(client, make_officer(who, stage.hall.one_stop.serves))
    with clock.frozen_at(minutes(60)):
        answers = [
            client.get(reverse("promises:promises")),
            client.get(reverse("promises:hall", args=[stage.hall.pk])),
        ]
    seeing = {"division_head", "approver", "agency_admin", "system_admin"}
    wanted = 302 if who == "anonymous" else 200 if who in seeing else 403
    assert [answer.status_code for answer in answers] == [wanted] * 2
    if wanted == 200:
        assert "dưới 30 lượt" in answers[1].content.decode()
        assert str(stage.hall) in answers[0].content.decode()


def test_another_agency_does_not(client, stage):
    sign_in(client, make_officer("approver", make_agency("UBND xã Khác")))
    assert client.get(reverse("promises:hall", args=[stage.hall.pk])).status_code == 404
    assert str(stage.hall) not in client.get(reverse("promises:promises")).content.decode()


def test_days_to_come_are_foretold_from_what_was(stage):
    """Thirty short services teach that the group is quicker than its normal minutes."""
    for at in range(30):
        stage.ticket("A", at=at * 3)
        stage.serve(at=at * 3, until=at * 3 + 2)
    later = minutes(0) + timedelta(days=1)
    for seat, counter in enumerate(stage.counters):
        if seat:
            queueing.leave_counter(counter_id=counter.pk, by=stage.by(seat, 24 * 60))
    for _ in range(5):
        stage.ticket("A", at=24 * 60)
    told = foretelling.promise(stage.visit("A", at=24 * 60), later)
    assert (told.basis, told.ahead) == ("group", 5)
    assert told.middle == pytest.approx(10, abs=1)
