"""Every verb from every state: what the law does not allow is refused with its reason and changes nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions import DossierRefusal, IllegalMove
from motcua.casework.dossiers.actions.results import Outcome, Receiver
from motcua.casework.dossiers.choices import Status
from motcua.casework.dossiers.models import (
    CodeCounter,
    Dossier,
    DossierComponent,
    DossierFee,
    DossierStatement,
    Party,
)
from motcua.casework.dossiers.parties import Parties, PartyData
from motcua.casework.dossiers.rules import MOVES, may_move
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    advance,
    make_accepted,
    make_draft,
    make_intake,
    make_office,
    make_procedure,
)
from motcua.casework.mending import actions as mending
from motcua.casework.recasing import actions as recasing
from motcua.kernel.events.models import ChainHead, Event

pytestmark = pytest.mark.django_db
SOON = MONDAY + timedelta(hours=1)
RECEIVER = Receiver(kind="owner", identity_check="personal_id", name="Lê Thử", identity_number="042090000001")

# Where each verb may start, written down again from the law and apart from rules.MOVES. No result is in
# doubt here, so the verbs that go on with a correction start nowhere.
ALLOWED = {
    "revise": {"draft", "incomplete"},
    "accept": {"draft", "incomplete"},
    "reject": {"draft", "incomplete"},
    "request_supplement": {"draft", "accepted", "processing"},
    "receive_supplement": {"incomplete", "supplement"},
    "hand_over": {"accepted", "processing"},
    "take_over": {"accepted", "processing", "approved"},
    "send_back": {"processing", "approved"},
    "recall": {"processing", "approved"},
    "assign": {"accepted", "processing", "approved"},
    "consult": {"processing"},
    "answer": {"accepted", "processing", "approved", "supplement", "obligation", "withdrawal"},
    "ask_payment": {"accepted", "processing", "approved"},
    "confirm_payment": {"obligation"},
    "refuse": {"processing"},
    "approve": {"processing"},
    "record_result": {"approved"},
    "deliver": {"resolved"},
    "report_wrong": {"resolved", "delivered"},
    "confirm_wrong": set(),
    "dismiss_wrong": set(),
    "correct_result": set(),
    "deliver_corrected": set(),
    "apologise": {"accepted", "processing", "approved", "supplement", "resolved", "delivered"},
    "extend": {"accepted", "processing", "approved"},
    "withdraw": {"accepted", "processing", "approved", "supplement", "obligation"},
    "refuse_withdrawal": {"withdrawal"},
    "stop": {"withdrawal", "supplement"},
    "amend": {"accepted", "processing", "approved", "supplement", "obligation", "resolved"},
    "change_case": {"accepted", "processing"},
    "undo_acceptance": {"accepted"},
    "replace_pin": {
        "accepted",
        "processing",
        "approved",
        "supplement",
        "obligation",
        "resolved",
        "withdrawal",
    },
}


def make_in(status, office, version):
    """A dossier in a state, brought there by the verbs themselves."""
    if status in ("draft", "incomplete", "rejected"):
        dossier = make_draft(office, version=version)
        by = office.by("intake_officer", SOON)
        if status == "incomplete":
            actions.request_supplement(dossier_id=dossier.pk, by=by, items=["Bản sao"], reason="Thiếu")
        if status == "rejected":
            actions.reject_dossier(dossier_id=dossier.pk, by=by, reason="Sai thẩm quyền")
        return dossier
    dossier = make_accepted(office, version=version)
    steps = {"processing": "appraise", "approved": "issue", "resolved": "issue", "delivered": "issue"}
    if status in steps:
        dossier = advance(office, dossier, steps[status], SOON)
    if status in ("resolved", "delivered"):
        actions.record_result(
            dossier_id=dossier.pk, by=office.by("clerk", SOON), outcome=Outcome(title="Giấy xác nhận")
        )
    by = office.by("intake_officer", SOON)
    if status == "delivered":
        actions.deliver(dossier_id=dossier.pk, by=by, receiver=RECEIVER)
    if status == "supplement":
        actions.request_supplement(dossier_id=dossier.pk, by=by, items=["Bản sao"], reason="Thiếu")
    if status == "obligation":
        actions.ask_payment(dossier_id=dossier.pk, by=by, amount_vnd=50_000, what="Lệ phí trước bạ")
    if status in ("withdrawal", "stopped"):
        actions.withdraw(dossier_id=dossier.pk, by=by, reason="Không cần nữa")
    if status == "stopped":
        actions.stop(dossier_id=dossier.pk, by=office.by("approver", SOON), decision="Dừng theo đơn")
    return dossier


def everything():
    """Row counts and the rows a refused verb might have touched."""
    tables = (Event, DossierStatement, DossierComponent, DossierFee, Party, CodeCounter)
    counts = {model.__name__: model.objects.count() for model in tables}
    return counts, list(Dossier.objects.values()), list(ChainHead.objects.order_by("pk").values())


def attempt(verb, dossier, office, version):
    at = SOON + timedelta(minutes=5)
    by = office.by("intake_officer", at)
    calls = {
        "revise": lambda: actions.revise_dossier(
            dossier_id=dossier.pk, by=by, intake=make_intake(office, version)
        ),
        "accept": lambda: actions.accept_dossier(dossier_id=dossier.pk, by=by),
        "reject": lambda: actions.reject_dossier(dossier_id=dossier.pk, by=by, reason="Sai"),
        "request_supplement": lambda: actions.request_supplement(
            dossier_id=dossier.pk,
            by=by,
            items=["Bản sao"],
            reason="Thiếu",
            agreed_by_id=office.officers["approver"].pk,
        ),
        "receive_supplement": lambda: actions.receive_supplement(dossier_id=dossier.pk, by=by),
        "hand_over": lambda: actions.hand_over(dossier_id=dossier.pk, by=by),
        "take_over": lambda: actions.take_over(dossier_id=dossier.pk, by=by),
        "send_back": lambda: actions.send_back(
            dossier_id=dossier.pk, by=by, to_step="receive", reason="Xem lại"
        ),
        "recall": lambda: actions.recall(dossier_id=dossier.pk, by=by),
        "assign": lambda: actions.assign(
            dossier_id=dossier.pk, by=by, officer_id=office.officers["case_officer"].pk
        ),
        "consult": lambda: actions.consult(
            dossier_id=dossier.pk,
            by=by,
            agency_id=office.center.pk,
            answer_by=at + timedelta(hours=2),
            question="Có vướng không?",
        ),
        "answer": lambda: actions.answer(dossier_id=dossier.pk, by=by, opinion="Không"),
        "ask_payment": lambda: actions.ask_payment(
            dossier_id=dossier.pk, by=by, amount_vnd=1000, what="Lệ phí"
        ),
        "confirm_payment": lambda: actions.confirm_payment(dossier_id=dossier.pk, by=by, receipt="BL 1"),
        "refuse": lambda: actions.refuse_dossier(dossier_id=dossier.pk, by=by, reason="Thiếu điều kiện"),
        "approve": lambda: actions.approve(dossier_id=dossier.pk, by=by),
        "record_result": lambda: actions.record_result(
            dossier_id=dossier.pk, by=by, outcome=Outcome(title="Giấy")
        ),
        "deliver": lambda: actions.deliver(dossier_id=dossier.pk, by=by, receiver=RECEIVER),
        "report_wrong": lambda: mending.report_wrong(dossier_id=dossier.pk, by=by, reason="Sai tên"),
        "confirm_wrong": lambda: mending.confirm_wrong(dossier_id=dossier.pk, by=by, apology="Do đánh máy"),
        "dismiss_wrong": lambda: mending.dismiss_wrong(dossier_id=dossier.pk, by=by, reason="Đúng"),
        "correct_result": lambda: mending.correct_result(
            dossier_id=dossier.pk, by=by, outcome=Outcome(title="Giấy")
        ),
        "deliver_corrected": lambda: mending.deliver_corrected(
            dossier_id=dossier.pk, by=by, receiver=RECEIVER
        ),
        "apologise": lambda: actions.apologise(
            dossier_id=dossier.pk, by=by, reason="Chậm", cause_agency_id=office.committee.pk
        ),
        "extend": lambda: actions.extend(
            dossier_id=dossier.pk,
            by=by,
            reason="Chậm",
            cause_agency_id=office.committee.pk,
            new_due_at=MONDAY + timedelta(days=14),
        ),
        "withdraw": lambda: actions.withdraw(dossier_id=dossier.pk, by=by, reason="Thôi"),
        "refuse_withdrawal": lambda: actions.refuse_withdrawal(dossier_id=dossier.pk, by=by, reason="Ở lại"),
        "stop": lambda: actions.stop(dossier_id=dossier.pk, by=by, decision="Dừng"),
        "amend": lambda: actions.amend(
            dossier_id=dossier.pk, by=by, reason="Gõ nhầm", parties=Parties(PartyData(name="Khác"))
        ),
        "change_case": lambda: recasing.change_case(
            dossier_id=dossier.pk, by=by, change=recasing.Change(case_id=1, reason="Nhầm")
        ),
        "undo_acceptance": lambda: actions.undo_acceptance(dossier_id=dossier.pk, by=by, reason="Nhầm"),
        "replace_pin": lambda: actions.replace_pin(dossier_id=dossier.pk, by=by),
    }
    return calls[verb]()


def test_the_table_names_every_verb():
    assert ALLOWED.keys() == MOVES.keys()


@pytest.mark.parametrize("status", Status.values)
def test_every_verb_from_this_state(status):
    office, version = make_office(), make_procedure()
    dossier = make_in(status, office, version)
    dossier.refresh_from_db()
    assert dossier.status == status
    for verb, states in ALLOWED.items():
        assert may_move(verb, status) == (status in states), verb
        if status in states:
            continue
        before = everything()
        with pytest.raises(IllegalMove) as refused:
            attempt(verb, dossier, office, version)
        assert str(refused.value) == str(MOVES[verb].refusal)
        assert everything() == before, verb


def test_an_unknown_dossier_is_refused():
    office = make_office()
    with pytest.raises(DossierRefusal, match="Không có hồ sơ này"):
        actions.accept_dossier(dossier_id=999_999, by=office.by("intake_officer", SOON))
