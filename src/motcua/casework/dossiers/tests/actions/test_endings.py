"""Withdraw and stop, stop what is never answered, undo the same day, a new PIN."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions.endings import AnotherDay, StillWaiting
from motcua.casework.dossiers.actions.recording import IllegalMove, NoReason
from motcua.casework.dossiers.intake import FeeEntry
from motcua.casework.dossiers.models import DossierFee
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    advance,
    differences,
    make_accepted,
    make_draft,
    make_office,
)
from motcua.casework.finding.numbers import fingerprint
from motcua.facilities.papers.printed_forms import current
from motcua.facilities.workflow.queries import spots_of
from motcua.kernel.events import log
from motcua.kernel.events.models import Event

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def ask(office, dossier, at=MONDAY):
    by = office.by("case_officer", at)
    return actions.request_supplement(dossier_id=dossier.pk, by=by, items=["Bản vẽ"], reason="Thiếu")


@pytest.mark.parametrize("waiting", [False, True])
def test_withdrawal_waits_for_the_approver_and_then_stops(waiting):
    office = make_office()
    dossier = advance(office, make_accepted(office), "appraise", MONDAY)
    if waiting:
        ask(office, dossier)
    by = office.by("intake_officer", MONDAY + DAY)
    dossier = actions.withdraw(dossier_id=dossier.pk, by=by, reason="Không cần nữa")
    assert (dossier.national_status, dossier.answer_by) == (7, None)
    assert (dossier.holder_role, dossier.holder_agency_id) == ("approver", office.committee.pk)
    assert differences() == []
    decision = {"decision": "Dừng theo đơn", "fee_refund": True}
    dossier = actions.stop(dossier_id=dossier.pk, by=office.by("approver", MONDAY + DAY), **decision)
    assert (dossier.national_status, dossier.holder_agency_id, dossier.step) == (8, None, "")
    facts = log.of(dossier.subject)[-1].facts
    assert (facts["cause"], facts["fee_refund"]) == ("withdrawal", True)
    assert facts["slip_template"] == current("05", MONDAY + DAY, None)
    assert spots_of(dossier.process_run_id) == {}
    assert dossier.ended_at == MONDAY + DAY
    assert differences() == []


@pytest.mark.parametrize("waiting", [False, True])
def test_a_refused_withdrawal_goes_on_where_it_stood(waiting):
    office = make_office()
    dossier = advance(office, make_accepted(office), "appraise", MONDAY)
    if waiting:
        ask(office, dossier)
    dossier.refresh_from_db()
    before = dossier.state()
    actions.withdraw(dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY + DAY), reason="Rút")
    by = office.by("approver", MONDAY + DAY)
    with pytest.raises(NoReason):
        actions.refuse_withdrawal(dossier_id=dossier.pk, by=by, reason=" ")
    dossier = actions.refuse_withdrawal(dossier_id=dossier.pk, by=by, reason="Đã có quyết định")
    assert dossier.state() == before
    dossier.refresh_from_db()
    assert dossier.state() == before
    assert differences() == []
    with pytest.raises(IllegalMove):
        actions.refuse_withdrawal(dossier_id=dossier.pk, by=by, reason="Lần nữa")


def test_what_is_never_answered_is_closed_after_fifteen_days():
    office = make_office()
    dossier = ask(office, make_accepted(office))
    last = dossier.answer_by
    with pytest.raises(StillWaiting):
        actions.stop(dossier_id=dossier.pk, by=office.by("approver", last), decision="Dừng")
    late = office.by("approver", last + timedelta(minutes=1))
    dossier = actions.stop(dossier_id=dossier.pk, by=late, decision="Quá hạn bổ sung")
    assert (dossier.status, dossier.answer_by) == ("stopped", None)
    assert log.of(dossier.subject)[-1].facts["cause"] == "no_answer"
    assert differences() == []


def test_reasons_are_needed():
    office = make_office()
    dossier = make_accepted(office)
    by = office.by("intake_officer", MONDAY)
    before = Event.objects.count()
    with pytest.raises(NoReason):
        actions.withdraw(dossier_id=dossier.pk, by=by, reason="\n ")
    with pytest.raises(NoReason):
        actions.undo_acceptance(dossier_id=dossier.pk, by=by, reason="")
    with pytest.raises(NoReason):
        actions.reject_dossier(dossier_id=make_draft(office).pk, by=by, reason="")
    assert Event.objects.count() == before + 1  # the draft


def test_undo_gives_a_draft_back_and_a_new_code_next_time():
    office = make_office()
    by = office.by("intake_officer", MONDAY)
    fees = (FeeEntry(fee_id=None, kind="fee", amount_vnd=8000),)
    draft = make_draft(office)
    accepted = actions.accept_dossier(dossier_id=draft.pk, by=by, fees=fees)
    more = {"reason": "Nhiều hồ sơ", "cause_agency_id": office.committee.pk}
    signed = office.by("approver", MONDAY)
    actions.extend(dossier_id=draft.pk, by=signed, new_due_at=accepted.due_at + DAY, **more)
    undone = actions.undo_acceptance(dossier_id=draft.pk, by=by, reason="Nhầm người")
    assert (undone.status, undone.code, undone.due_at, undone.step) == ("draft", None, None, "")
    assert not DossierFee.objects.exists()
    assert differences() == []
    again = actions.accept_dossier(dossier_id=draft.pk, by=by)
    assert (accepted.code[-4:], again.code[-4:]) == ("0001", "0002")
    assert again.barcode == draft.barcode
    assert not again.is_extended
    assert again.pin != accepted.pin
    assert differences() == []


def test_undo_only_on_the_day_itself():
    office = make_office()
    dossier = make_accepted(office)
    with pytest.raises(AnotherDay):
        actions.undo_acceptance(
            dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY + timedelta(hours=15)), reason="Nhầm"
        )


def test_a_new_pin_and_token_end_the_old_ones():
    office = make_office()
    dossier = make_accepted(office)
    old = (dossier.pin, dossier.lookup_token)
    renewed = actions.replace_pin(dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY))
    renewed.refresh_from_db()
    assert renewed.pin != old[0]
    assert renewed.lookup_token != old[1]
    facts = log.of(dossier.subject)[-1].facts
    assert facts == {"serial": 2, "token_sha256": fingerprint(renewed.lookup_token)}
    assert differences() == []
