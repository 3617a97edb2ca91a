"""Which paper has to travel, until when, and what stands in the way of handing a result out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from motcua.casework.dossiers import actions as dossiers
from motcua.casework.dossiers.actions.results import Outcome, Receiver
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    differences,
    make_accepted,
    make_office,
    make_procedure,
)
from motcua.casework.handovers import actions, queries
from motcua.casework.handovers.models import PaperMove
from motcua.casework.mending import actions as mending
from motcua.directory.procedures.models import Channel, TimeLimit
from motcua.kernel.events import worker
from motcua.kernel.events.models import Event

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
RECEIVER = Receiver(kind="owner", identity_check="personal_id", name="Lê Thử", identity_number="042090000001")


def resolved(here, there, dossier) -> Dossier:
    """Taken on to its result by the officers of the agency that decides."""
    at = MONDAY + HOUR
    dossier = dossiers.hand_over(dossier_id=dossier.pk, by=here.by("intake_officer", at))
    while dossier.step != "approve":
        dossier = dossiers.hand_over(dossier_id=dossier.pk, by=there.by(dossier.holder_role, at))
    dossiers.approve(dossier_id=dossier.pk, by=there.by("approver", at))
    outcome = Outcome(title="Giấy phép")
    dossier = dossiers.record_result(dossier_id=dossier.pk, by=there.by("clerk", at), outcome=outcome)
    worker.drain(at=at)
    return dossier


def carry(move, sender, receiver) -> list:
    made = actions.make_list(
        from_id=move.from_agency_id, to_id=move.to_agency_id, move_ids=[move.pk], by=sender
    )
    actions.dispatch_list(list_id=made.pk, by=sender)
    found = actions.receive(list_id=made.pk, numbers=move.dossier.barcode, by=receiver)
    actions.close_list(list_id=made.pk, by=receiver)
    return found


def test_paper_for_another_commune_must_be_there_within_a_working_day(far, here, there, move_of):
    move = move_of(far())
    assert (move.from_agency, move.to_agency, move.moved) == (here.center, there.committee, "papers")
    assert move.due_at == MONDAY + DAY
    assert differences() == []


def test_friday_afternoon_is_due_on_monday(here, there, move_of):
    friday = datetime(2026, 10, 9, 8, 30, tzinfo=UTC)
    dossier = make_accepted(here, friday, competent_agency_id=there.committee.pk)
    worker.drain(at=friday)
    assert move_of(dossier).due_at == friday + 3 * DAY


def _not_carried(dossier) -> bool:
    worker.drain(at=MONDAY)
    return not PaperMove.objects.filter(dossier=dossier).exists()


def test_what_came_online_or_has_no_paper_or_stays_in_the_house_need_not_travel(here, there):
    online = make_procedure()
    channel = Channel.objects.create(version=online, kind="online", position=2)
    TimeLimit.objects.create(channel=channel, value="5", unit="working_day", position=1)
    away = {"competent_agency_id": there.committee.pk}
    assert _not_carried(make_accepted(here, version=online, intake_channel=2, **away))
    assert _not_carried(make_accepted(here, version=make_procedure(papers=0), **away))
    assert _not_carried(make_accepted(here))


def test_reactions_run_twice_owe_once(far):
    dossier = far()
    event = Event.objects.get(subject=dossier.subject, kind="dossiers.accepted")
    assert actions.owe_papers(dossier_id=dossier.pk, event_id=event.pk, at=MONDAY) is None
    assert PaperMove.objects.count() == 1


def test_undone_acceptance_leaves_nothing_to_carry(far, here, move_of):
    dossier = far()
    dossiers.undo_acceptance(dossier_id=dossier.pk, by=here.by("intake_officer", MONDAY), reason="Nhầm")
    worker.drain(at=MONDAY)
    assert move_of(dossier).state == "dropped"
    assert differences() == []


def test_a_paper_result_is_handed_out_only_where_it_lies(far, here, there, move_of):
    dossier = resolved(here, there, far())
    move, by = move_of(dossier), here.by("intake_officer", MONDAY + DAY)
    assert (move.moved, move.from_agency, move.to_agency) == ("result", there.committee, here.center)
    with pytest.raises(dossiers.IllegalMove, match="chưa về nơi tiếp nhận"):
        dossiers.deliver(dossier_id=dossier.pk, by=by, receiver=RECEIVER)
    [found] = carry(move, there.by("clerk", MONDAY + DAY), by)
    assert found.scanned == "right"
    assert dossiers.deliver(dossier_id=dossier.pk, by=by, receiver=RECEIVER).status == "delivered"
    assert differences() == []


def test_before_the_worker_has_come_round_the_result_is_not_handed_out_either(far, here, there):
    dossier = resolved(here, there, far())
    PaperMove.objects.filter(moved="result").delete()
    assert "chưa về" in queries.objection_to_delivery(Dossier.objects.get(pk=dossier.pk))


def test_electronic_results_need_no_carrying(far, here, there):
    dossier = resolved(here, there, far(delivery_choice="electronic"))
    assert not PaperMove.objects.filter(dossier=dossier, moved="result").exists()
    by = here.by("intake_officer", MONDAY + DAY)
    assert dossiers.deliver(dossier_id=dossier.pk, by=by, receiver=RECEIVER).status == "delivered"


def test_a_result_without_paper_is_put_down_as_such(far, here, there, move_of):
    dossier = resolved(here, there, far())
    actions.drop_result(move_id=move_of(dossier).pk, by=there.by("clerk", MONDAY + DAY))
    by = here.by("intake_officer", MONDAY + DAY)
    assert dossiers.deliver(dossier_id=dossier.pk, by=by, receiver=RECEIVER).status == "delivered"
    with pytest.raises(actions.HandOverRefusal):
        actions.drop_result(move_id=move_of(dossier).pk, by=there.by("clerk", MONDAY + DAY))
    assert differences() == []


def corrected(here, there, dossier, at) -> Dossier:
    """The counter reports the result as wrong; the agency that decided puts it right."""
    mending.report_wrong(dossier_id=dossier.pk, by=here.by("intake_officer", at), reason="Sai năm sinh")
    mending.confirm_wrong(dossier_id=dossier.pk, by=there.by("approver", at), apology="Ghi nhầm")
    outcome = Outcome(title="Giấy phép (đính chính)")
    dossier = mending.correct_result(dossier_id=dossier.pk, by=there.by("clerk", at), outcome=outcome)
    worker.drain(at=at)
    return dossier


def test_a_corrected_result_on_paper_is_carried_anew(far, here, there, move_of):
    dossier, by = resolved(here, there, far()), here.by("intake_officer", MONDAY + DAY)
    carry(move_of(dossier), there.by("clerk", MONDAY + DAY), by)
    dossiers.deliver(dossier_id=dossier.pk, by=by, receiver=RECEIVER)
    first, dossier = move_of(dossier), corrected(here, there, dossier, MONDAY + 2 * DAY)
    move = move_of(dossier)
    assert (move.moved, move.state, move.from_agency) == ("result", "waiting", there.committee)
    assert move.pk != first.pk
    assert move.due_at == MONDAY + 3 * DAY
    by = here.by("intake_officer", MONDAY + 3 * DAY)
    with pytest.raises(dossiers.IllegalMove, match="chưa về nơi tiếp nhận"):
        mending.deliver_corrected(dossier_id=dossier.pk, by=by, receiver=RECEIVER)
    carry(move, there.by("clerk", MONDAY + 3 * DAY), by)
    assert mending.deliver_corrected(dossier_id=dossier.pk, by=by, receiver=RECEIVER).correction == ""
    assert differences() == []


def test_a_wrong_result_that_never_left_is_let_go_for_the_right_one(far, here, there, move_of):
    dossier = resolved(here, there, far())
    wrong, dossier = move_of(dossier), corrected(here, there, dossier, MONDAY + 2 * HOUR)
    wrong.refresh_from_db()
    assert (wrong.state, move_of(dossier).state) == ("dropped", "waiting")
    carry(move_of(dossier), there.by("clerk", MONDAY + DAY), here.by("intake_officer", MONDAY + DAY))
    by = here.by("intake_officer", MONDAY + DAY)
    assert dossiers.deliver(dossier_id=dossier.pk, by=by, receiver=RECEIVER).status == "delivered"
    assert differences() == []


def test_after_days_without_a_worker_only_the_result_that_stands_is_owed(far, here, there, monkeypatch):
    monkeypatch.setattr(worker, "drain", lambda **_said: None)
    dossier = corrected(here, there, resolved(here, there, far()), MONDAY + 2 * HOUR)
    monkeypatch.undo()
    worker.drain(at=MONDAY + 5 * DAY)
    (move,) = PaperMove.objects.filter(dossier=dossier, moved="result")
    assert Event.objects.get(pk=move.event_id).kind == "dossiers.result_corrected"


def test_a_corrected_electronic_result_is_carried_nowhere(far, here, there):
    dossier = corrected(
        here, there, resolved(here, there, far(delivery_choice="electronic")), MONDAY + 2 * HOUR
    )
    assert not PaperMove.objects.filter(dossier=dossier, moved="result").exists()


def test_papers_that_never_left_are_let_go_when_there_is_a_result(far, here, there):
    dossier = resolved(here, there, far())
    assert PaperMove.objects.get(dossier=dossier, moved="papers").state == "dropped"


def test_a_corrected_row_is_found_by_the_audit(far, move_of):
    move = move_of(far())
    PaperMove.objects.filter(pk=move.pk).update(due_at=MONDAY + 9 * DAY)
    assert [found for found in differences() if "due_at" in found]
    other = make_office("Khác")
    PaperMove.objects.filter(pk=move.pk).update(due_at=move.due_at, to_agency=other.committee)
    assert [found for found in differences() if "to_agency_id" in found]
