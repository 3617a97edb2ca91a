"""Jobs of the machine and timers: once, in order, tried again, never in the way of people."""

from __future__ import annotations

import pytest

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions.results import Outcome, Receiver
from motcua.casework.dossiers.actions.standing import AlreadyDone
from motcua.casework.dossiers.tests.factories import MONDAY, differences
from motcua.casework.upkeep.actions.carry_on import carry_on
from motcua.casework.upkeep.tests.stage import (
    DAY,
    HOUR,
    STAMPED,
    STEPS,
    Stamp,
    accepted,
    fresh,
    known,
    nodes,
    office_with,
)  # fmt: skip
from motcua.facilities.workflow import due, jobs
from motcua.facilities.workflow.actions import forget_settled, retry
from motcua.facilities.workflow.models import Token, Trouble
from motcua.kernel.events import log, periodic
from motcua.kernel.events.models import Event
from motcua.kernel.events.worker import MOST_ATTEMPTS

pytestmark = pytest.mark.django_db
RECEIVER = Receiver(kind="owner", identity_check="personal_id", name="Lê Thử", identity_number="042090000001")


@pytest.fixture
def stamp():
    kind = Stamp()
    with known("stamp", kind):
        yield kind


@pytest.fixture
def stage(stamp):
    return office_with(STAMPED)


def at_job(stage, at=MONDAY):
    """A dossier whose appraisal is done: the machine is next."""
    office, procedure = stage
    dossier = accepted(office, procedure)
    for role in ("intake_officer", "case_officer"):
        dossier = actions.hand_over(dossier_id=dossier.pk, by=office.by(role, at))
    return dossier


def job_facts(dossier):
    return [
        (e.facts["job"], e.facts["from_step"]) for e in log.of(dossier.subject) if e.kind == "upkeep.job_done"
    ]


def test_the_token_goes_on_when_the_job_is_done_and_once(stage, stamp):
    dossier = at_job(stage)
    assert nodes(dossier) == [("J", "job")]
    assert (dossier.step, dossier.holder_role, dossier.status) == ("J", "", "processing")
    assert carry_on(MONDAY + HOUR) == 1
    dossier = fresh(dossier)
    assert (dossier.step, dossier.holder_role, dossier.status) == ("P", "approver", "processing")
    assert dossier.step_due_at is not None
    assert carry_on(MONDAY + HOUR) == 0
    assert (stamp.done, job_facts(dossier)) == (["J"], [("stamp", "J")])
    assert differences() == []


def test_a_dossier_goes_its_whole_way_between_people_and_machine(stage, stamp):
    office, _ = stage
    dossier = at_job(stage)
    carry_on(MONDAY)
    dossier = actions.approve(dossier_id=dossier.pk, by=office.by("approver", MONDAY))
    assert (dossier.status, dossier.step) == ("approved", "K")
    carry_on(MONDAY)
    dossier = fresh(dossier)
    assert (dossier.status, dossier.step) == ("approved", "I")
    outcome = Outcome(title="Giấy xác nhận")
    actions.record_result(dossier_id=dossier.pk, by=office.by("clerk", MONDAY + HOUR), outcome=outcome)
    dossier = actions.deliver(
        dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY + DAY), receiver=RECEIVER
    )
    assert dossier.status == "delivered"
    assert stamp.done == ["J", "K"]
    assert differences() == []


def test_nobody_can_do_the_work_of_the_machine(stage):
    office, _ = stage
    dossier = at_job(stage)
    number = Token.objects.get(run_id=dossier.process_run_id).number
    for spot in (None, number):
        with pytest.raises(AlreadyDone):
            actions.hand_over(dossier_id=dossier.pk, by=office.by("case_officer", MONDAY), spot=spot)


def test_what_fails_is_tried_again_then_waits_for_a_person(stage, stamp):
    dossier, other = at_job(stage), at_job(stage)
    stamp.broken = True
    at = MONDAY
    assert carry_on(at) == 0
    assert carry_on(at) == 0, "not before its pause is over"
    assert set(Trouble.objects.values_list("attempts", "state")) == {(1, "waiting")}
    assert Event.objects.filter(kind="upkeep.job_done").count() == 0
    assert nodes(dossier) == [("J", "job")]
    for _number in range(MOST_ATTEMPTS):
        at += 2 * HOUR
        carry_on(at)
    assert (due.stuck().count(), due.failing().count()) == (2, 0)
    (first, _) = due.told(list(due.stuck()))
    assert first.step == "J"
    assert "RuntimeError: không có mực" in first.trouble.last_error
    stamp.broken = False
    assert carry_on(at + DAY) == 0, "it waits for a person"
    assert retry(trouble_ids=[due.stuck().first().pk], at=at) == 1
    assert carry_on(at) == 1
    assert {fresh(one).step for one in (dossier, other)} == {"J", "P"}
    assert Trouble.objects.count() == 1
    assert differences() == []


def test_a_kind_that_is_gone_is_said(stage, stamp):
    at_job(stage)
    gone = jobs._kinds.pop("stamp")
    carry_on(MONDAY)
    jobs.register(gone)
    assert "không còn loại việc này" in Trouble.objects.get().last_error


def test_it_waits_while_the_dossier_waits_and_stops_with_it(stage, stamp):
    office, _ = stage
    dossier = at_job(stage)
    actions.withdraw(dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY), reason="Thôi")
    assert carry_on(MONDAY) == 0
    actions.refuse_withdrawal(dossier_id=dossier.pk, by=office.by("approver", MONDAY), reason="Không")
    assert carry_on(MONDAY) == 1
    gone = at_job(stage)
    stamp.broken = True
    carry_on(MONDAY)
    actions.withdraw(dossier_id=gone.pk, by=office.by("intake_officer", MONDAY), reason="Thôi")
    actions.stop(dossier_id=gone.pk, by=office.by("approver", MONDAY), decision="Dừng theo yêu cầu")
    assert due.failing().count() == 0, "of a stopped dossier nothing is in trouble"
    assert Trouble.objects.count() == 1
    forget_settled(MONDAY + DAY)
    assert Trouble.objects.count() == 0
    assert differences() == []


TIMED = (
    STEPS
    + "J service kind=stamp; T boundary A timer=PT2H; L service kind=late; S -> R -> A -> J -> P -> I; T -> L -> P"
)


def test_a_worker_that_was_down_for_a_day_catches_up_in_order(stamp):
    """Jobs and timers by the instant their time came, whoever's they are; a job before the timer that came after it."""
    late = Stamp(stamp.done)
    with known("late", late):
        office, procedure = office_with(TIMED)
        first, second, third = (accepted(office, procedure) for _ in range(3))
        for dossier, hours in (
            (first, 0),
            (second, 3),
            (third, 1),
        ):  # their timers run out at 2, 5 and 3 o'clock
            actions.hand_over(dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY + hours * HOUR))
        at = MONDAY + 2.5 * HOUR
        actions.hand_over(dossier_id=third.pk, by=office.by("case_officer", at))  # a person was faster
        assert carry_on(MONDAY + DAY) == 5
    assert [fresh(one).step for one in (first, second, third)] == ["P", "P", "P"]
    told = Event.objects.filter(kind__in=("dossiers.timer_fired", "upkeep.job_done")).order_by("id")
    assert [(event.subject, event.facts["from_step"]) for event in told] == [
        (first.subject, "T"), (third.subject, "J"), (second.subject, "T"), (first.subject, "L"), (second.subject, "L"),
    ]  # fmt: skip
    assert differences() == []


def test_a_timer_leaves_alone_what_a_person_has_done(stamp):
    """It fires as the person finishes: whoever holds the dossier's row first has it, the other finds nothing."""
    with known("late", Stamp()):
        office, procedure = office_with(TIMED)
        dossier = accepted(office, procedure)
        actions.hand_over(dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY))
        waiting = due.due(MONDAY + 3 * HOUR)
        assert [one.is_job for one in waiting] == [False]
        actions.hand_over(dossier_id=dossier.pk, by=office.by("case_officer", MONDAY + 3 * HOUR))
        carry_on(MONDAY + 3 * HOUR)
        assert fresh(dossier).step == "P"
        other = accepted(office, procedure)
        actions.hand_over(dossier_id=other.pk, by=office.by("intake_officer", MONDAY))
        number = next(t.number for t in Token.objects.filter(run_id=other.process_run_id) if t.node == "A")
        carry_on(MONDAY + 3 * HOUR)
        with pytest.raises(AlreadyDone):
            by = office.by("case_officer", MONDAY + 3 * HOUR)
            actions.hand_over(dossier_id=other.pk, by=by, spot=number)
    assert differences() == []


def test_a_way_that_is_blocked_shows_among_the_stuck(stamp):
    """A timer after which the run cannot go on is no silent loop: a list is missing that nobody has said."""
    text = STEPS + (
        "T boundary A timer=PT2H; Q user kind=review role=clerk many=people; S -> R -> A -> P -> I; T -> Q -> P"
    )
    office, procedure = office_with(text)
    dossier = accepted(office, procedure)
    actions.hand_over(dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY))
    assert carry_on(MONDAY + DAY) == 0
    assert fresh(dossier).step == "A"
    (trouble,) = due.told(list(due.failing()))
    assert (trouble.step, trouble.process) == ("T", "Có việc của máy #1")
    assert "cần một danh sách" in trouble.trouble.last_error
    assert differences() == []


def test_the_worker_has_it_among_its_duties():
    assert {"upkeep.carry_on", "upkeep.forget_settled"} <= {duty.name for duty in periodic.registered()}
