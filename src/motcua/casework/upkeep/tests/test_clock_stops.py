"""A drawn step that pauses stops the dossier's clock, by its law, and nothing else does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from motcua.casework.deadlines import calendars
from motcua.casework.deadlines.clocks import clock_of, promise
from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions.delays import ClockStands
from motcua.casework.dossiers.actions.recording import record
from motcua.casework.dossiers.actions.standing import AlreadyDone
from motcua.casework.dossiers.events import DossierTakenOver
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import MONDAY, advance, differences, make_accepted, make_office
from motcua.casework.upkeep.events import ClockStopped
from motcua.casework.upkeep.tests.stage import (
    BESIDE,
    DAY,
    HOUR,
    LAW,
    OTHER_LAW,
    PAYING,
    STEPS,
    TWO_WAITS,
    accepted,
    do,
    fresh,
    office_with,
    waiting,
)  # fmt: skip
from motcua.facilities.bpmn.tests.drawing import graph
from motcua.facilities.workflow.changes import Spot
from motcua.facilities.workflow.models import Token
from motcua.facilities.workflow.waits import waits
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log

pytestmark = pytest.mark.django_db
WEDNESDAY = MONDAY + 2 * DAY
PAYMENT = {"amount_vnd": 100_000, "what": "Lệ phí trước bạ"}


def local(at):
    return at.astimezone(VIETNAM).strftime("%d/%m %H:%M") if at else None


def stops(dossier):
    """What was said of its clock, with the day and hour."""
    return [
        (event.kind.removeprefix("upkeep.clock_"), local(event.happened_at))
        for event in log.of(dossier.subject)
        if event.kind.startswith("upkeep.clock_")
    ]


def promised(dossier):
    return {token.due_at for token in Token.objects.filter(run=dossier.process_run_id)}


@pytest.fixture
def stage():
    return office_with(PAYING)


def test_it_stands_while_the_applicant_pays_and_goes_on_with_what_was_left(stage):
    office, _ = stage
    dossier = waiting(stage)
    assert (dossier.step, dossier.clock_stopped_at, dossier.status) == ("W", MONDAY, "processing")
    assert promised(dossier) == {None}
    event = log.of(dossier.subject)[-1]
    assert (event.kind, event.actor_id, event.agency_id) == (
        "upkeep.clock_stopped",
        None,
        office.committee.pk,
    )
    assert event.facts == {"steps": ["W"], "laws": [LAW]}
    assert differences() == []

    dossier = do(office, dossier, "W", WEDNESDAY)
    event = log.of(dossier.subject)[-1]
    assert (event.kind, event.actor_id) == ("upkeep.clock_resumed", None)
    assert event.facts["previous_due_at"] == event.facts["previous_index_due_at"] != event.facts["due_at"]
    assert (dossier.clock_stopped_at, local(dossier.due_at)) == (None, "14/10 09:00")
    assert promised(dossier) == {dossier.due_at}
    assert dossier.index_due_at == dossier.due_at
    assert differences() == []


def test_the_date_says_by_which_law(stage):
    office, _ = stage
    dossier = do(office, waiting(stage), "W", WEDNESDAY)
    clock, reference = clock_of(log.of(dossier.subject))
    (paused,) = [
        line for line in promise(clock, calendars.from_reference(reference)).trace if line["kind"] == "pause"
    ]
    assert (paused["paper"], paused["minutes"]) == (LAW, 16 * 60)


def test_nothing_gets_late_while_it_stands(stage):
    office, _ = stage
    dossier, month = waiting(stage), MONDAY + 30 * DAY
    assert not dossier.is_overdue(month)
    assert not Dossier.objects.overdue_at(month).exists()
    dossier = do(office, dossier, "W", month)
    assert not dossier.is_overdue(month)
    assert dossier.is_overdue(dossier.due_at + timedelta(minutes=1))
    assert differences() == []


def test_what_was_late_before_stays_late(stage):
    office, procedure = stage
    dossier = do(office, accepted(office, procedure), "R", MONDAY)
    due_at, late = dossier.due_at, dossier.due_at + HOUR
    dossier = do(office, dossier, "A", late)
    assert dossier.clock_stopped_at == late
    assert promised(dossier) == {due_at}
    assert dossier.is_overdue(late)
    assert Dossier.objects.overdue_at(late).get() == dossier
    dossier = do(office, dossier, "W", late + 3 * DAY)
    assert dossier.due_at == due_at
    assert differences() == []


def test_work_beside_it_keeps_the_clock_running():
    office, procedure = stage = office_with(BESIDE)
    dossier = waiting(stage)
    assert (dossier.clock_stopped_at, promised(dossier)) == (None, {dossier.due_at})
    dossier = do(office, dossier, "V", MONDAY + DAY)
    assert dossier.clock_stopped_at == MONDAY + DAY
    dossier = do(office, dossier, "W", WEDNESDAY)
    assert stops(dossier) == [("stopped", "06/10 09:00"), ("resumed", "07/10 09:00")]
    assert local(dossier.due_at) == "13/10 09:00"
    other = do(office, waiting((office, procedure)), "W", MONDAY + DAY)
    assert stops(do(office, other, "V", WEDNESDAY)) == []
    assert differences() == []


def test_from_one_law_to_another_it_stands_on():
    office, _ = stage = office_with(TWO_WAITS)
    dossier = waiting(stage)
    assert log.of(dossier.subject)[-1].facts["laws"] == [LAW, OTHER_LAW]
    dossier = do(office, dossier, "W", MONDAY + DAY)
    assert log.of(dossier.subject)[-1].facts == {"steps": ["V"], "laws": [OTHER_LAW]}
    assert (dossier.clock_stopped_at, promised(dossier)) == (MONDAY, {None})
    dossier = do(office, dossier, "V", WEDNESDAY)
    assert local(dossier.due_at) == "14/10 09:00"
    assert differences() == []


@pytest.mark.parametrize(
    ("step", "held", "stands"),
    [
        ("kind=pay clock=pause law=NĐ", False, True),
        ("kind=pay clock=pause", False, False),  # published before a law had to be named
        ("kind=approve clock=pause law=NĐ", False, False),
        ("kind=pay law=NĐ", False, False),
        ("kind=pay clock=pause law=NĐ", True, False),
    ],
)
def test_only_a_law_stops_it(step, held, stands):
    drawn = graph(f"S start; A user {step}; E end; S -> A -> E")
    spot = Spot(number=1, node="A", kind="ready", is_held=held)
    aside = Spot(number=2, node="@consult", kind="ready", step_kind="aside")
    assert bool(waits(drawn, {1: spot, 2: aside})) is stands
    assert waits(drawn, {2: aside}) == ()


def test_a_supplement_meanwhile_counts_once(stage):
    """Its own wait takes the place of the other, which begins again when the papers are there."""
    office, _ = stage
    dossier = waiting(stage)
    by = office.by("case_officer", MONDAY + DAY)
    dossier = actions.request_supplement(dossier_id=dossier.pk, by=by, items=["Biên lai"], reason="Thiếu")
    assert (dossier.clock_stopped_at, local(dossier.due_at)) == (None, "13/10 09:00")
    by = office.by("intake_officer", WEDNESDAY)
    dossier = actions.receive_supplement(dossier_id=dossier.pk, by=by)
    assert (dossier.clock_stopped_at, promised(dossier)) == (WEDNESDAY, {None})
    dossier = do(office, dossier, "W", WEDNESDAY + DAY)
    # The decree: five days after the supplement and the day that stood still; the index: five days and all three.
    assert (local(dossier.due_at), local(dossier.index_due_at)) == ("15/10 09:00", "15/10 09:00")
    assert differences() == []


@pytest.mark.parametrize(("stands", "due"), [(True, "15/10 09:00"), (False, "14/10 09:00")])
def test_an_obligation_meanwhile_counts_once(stage, stands, due):
    office, _ = stage
    dossier = waiting(stage)
    by = office.by("case_officer", MONDAY + DAY)
    dossier = actions.ask_payment(dossier_id=dossier.pk, by=by, clock_stands=stands, **PAYMENT)
    assert dossier.clock_stopped_at is None
    by = office.by("intake_officer", WEDNESDAY)
    dossier = actions.confirm_payment(dossier_id=dossier.pk, by=by, receipt="BL 01")
    assert dossier.clock_stopped_at == WEDNESDAY
    dossier = do(office, dossier, "W", WEDNESDAY + DAY)
    assert local(dossier.due_at) == due
    assert differences() == []


def test_deciding_on_a_withdrawal_is_the_agencys_time(stage):
    office, _ = stage
    dossier = waiting(stage)
    by = office.by("intake_officer", MONDAY + DAY)
    dossier = actions.withdraw(dossier_id=dossier.pk, by=by, reason="Không cần nữa")
    assert (dossier.clock_stopped_at, local(dossier.due_at)) == (None, "13/10 09:00")
    stayed = actions.refuse_withdrawal(
        dossier_id=dossier.pk, by=office.by("approver", WEDNESDAY), reason="Ở lại"
    )
    assert stayed.clock_stopped_at == WEDNESDAY
    dossier = do(office, stayed, "W", WEDNESDAY + DAY)
    assert local(dossier.due_at) == "14/10 09:00"
    assert differences() == []


def test_the_end_leaves_no_clock_standing(stage):
    office, _ = stage
    dossier = waiting(stage)
    by = office.by("intake_officer", MONDAY + DAY)
    actions.withdraw(dossier_id=dossier.pk, by=by, reason="Không cần nữa")
    ended = actions.stop(
        dossier_id=dossier.pk, by=office.by("approver", WEDNESDAY), decision="Dừng theo yêu cầu"
    )
    assert (ended.status, ended.clock_stopped_at) == ("stopped", None)
    assert stops(ended) == [("stopped", "05/10 09:00"), ("resumed", "06/10 09:00")]
    assert differences() == []


def test_nobody_extends_what_stands_and_a_new_date_moves_with_the_next_stop(stage):
    office, procedure = stage
    said = {"reason": "Nhiều hồ sơ", "cause_agency_id": office.committee.pk}
    dossier = do(office, accepted(office, procedure), "R", MONDAY)
    to = dossier.due_at + 2 * DAY
    actions.extend(dossier_id=dossier.pk, by=office.by("approver", MONDAY), new_due_at=to, **said)
    dossier = do(office, dossier, "A", MONDAY + DAY)
    dossier = do(office, dossier, "W", WEDNESDAY)
    assert (local(dossier.due_at), local(dossier.index_due_at)) == ("15/10 09:00", "15/10 09:00")
    other = waiting(stage)
    with pytest.raises(ClockStands):
        actions.extend(dossier_id=other.pk, by=office.by("approver", MONDAY), new_due_at=to, **said)
    assert differences() == []


def test_what_has_just_been_passed_on_into_a_wait_may_be_taken_back(stage):
    office, _ = stage
    dossier = waiting(stage)
    back = actions.recall(dossier_id=dossier.pk, by=office.by("case_officer", MONDAY + HOUR))
    assert (back.step, back.clock_stopped_at) == ("A", None)
    assert local(back.due_at) == "12/10 10:00"
    assert differences() == []


def test_whoever_takes_it_on_meanwhile_starts_nothing(stage):
    office, _ = stage
    dossier = waiting(stage)
    dossier = actions.take_over(dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY + HOUR))
    assert (stops(dossier), promised(dossier)) == ([("stopped", "05/10 09:00")], {None})
    dossier = actions.send_back(
        dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY + DAY), to_step="A", reason="Tính lại"
    )
    assert (dossier.clock_stopped_at, local(dossier.due_at)) == (None, "13/10 09:00")
    assert differences() == []


def test_two_people_completing_one_step_stop_and_start_it_once(stage):
    office, _ = stage
    dossier = waiting(stage)
    spot = Token.objects.get(run=dossier.process_run_id).number
    by = office.by("intake_officer", WEDNESDAY)
    actions.hand_over(dossier_id=dossier.pk, by=by, spot=spot)
    with pytest.raises(AlreadyDone):
        actions.hand_over(dossier_id=dossier.pk, by=by, spot=spot)
    assert stops(dossier) == [("stopped", "05/10 09:00"), ("resumed", "07/10 09:00")]
    assert differences() == []


def statements(act) -> int:
    with CaptureQueriesContext(connection) as sent:
        act()
    return len(sent)


def test_where_nothing_waits_a_step_costs_what_it_always_cost():
    """The same step in a drawing without a pause, with one not reached, and in the standard process."""
    counts = set()
    for text in (STEPS + "S -> R -> A -> P -> I", BESIDE):
        office, procedure = office_with(text)
        dossier = accepted(office, procedure)
        by = office.by("intake_officer", MONDAY)
        actions.hand_over(dossier_id=dossier.pk, by=by)  # the calendar and the drawing are known now
        other = accepted(office, procedure)
        counts.add(statements(lambda other=other, by=by: actions.hand_over(dossier_id=other.pk, by=by)))
    office = make_office("Thường")
    advance(office, make_accepted(office), "appraise", MONDAY)
    plain, by = make_accepted(office), office.by("intake_officer", MONDAY)
    counts.add(statements(lambda: actions.hand_over(dossier_id=plain.pk, by=by)))
    assert len(counts) == 1


def test_an_undone_acceptance_leaves_nothing_behind():
    """Accepted again, it begins with a clock of its own."""
    office, procedure = stage = office_with(PAYING)
    dossier = accepted(office, procedure)
    by = office.by("intake_officer", MONDAY + HOUR)
    actions.undo_acceptance(dossier_id=dossier.pk, by=by, reason="Nhầm")
    again = actions.accept_dossier(dossier_id=dossier.pk, by=by)
    assert (again.clock_stopped_at, stops(again)) == (None, [])
    assert fresh(waiting(stage)).clock_stopped_at == MONDAY
    assert differences() == []


def test_a_stop_that_no_drawing_lets_be_is_found():
    """The fact alone does not make it right: the audit asks the drawing."""
    office, procedure = office_with(STEPS + "S -> R -> A -> P -> I")
    dossier = do(office, accepted(office, procedure), "R", MONDAY)
    with transaction.atomic():
        record(dossier, ClockStopped(steps=("A",), laws=(LAW,)), office.by("case_officer", MONDAY))
    assert [line for line in differences() if LAW in line]


@pytest.mark.parametrize("column", ["clock_stopped_at", "due_at"])
def test_a_clock_stopped_or_moved_by_hand_is_found(stage, column):
    dossier = waiting(stage)
    Dossier.objects.filter(pk=dossier.pk).update(**{column: WEDNESDAY})
    assert any(column in line for line in differences())


def test_an_act_that_does_not_tell_what_it_moved_is_refused(stage):
    """Else a clock could stand or run on unseen."""
    office, _ = stage
    dossier = waiting(stage)
    stated = DossierTakenOver(step="W", officer_id=1, run={"removed": [], "put": []})
    with pytest.raises(RuntimeError, match="nobody told"), transaction.atomic():
        record(dossier, stated, office.by("intake_officer", MONDAY))
