"""Every fact tells the right people the right thing, once."""

from __future__ import annotations

import pytest

from motcua.casework.dossiers import actions as verbs
from motcua.casework.dossiers.actions.results import Outcome
from motcua.casework.dossiers.parties import PartyData
from motcua.casework.dossiers.tests.factories import MONDAY, advance
from motcua.casework.mending import actions as mending
from motcua.kernel.events.models import Event
from motcua.outreach.notifications import reactions
from motcua.outreach.notifications.models import Message
from motcua.outreach.notifications.tests import stage

pytestmark = pytest.mark.django_db

LETTER = ("email", "waiting")


def reject(office):
    dossier = stage.drafted(office)
    by = office.by("intake_officer", MONDAY)
    return verbs.reject_dossier(dossier_id=dossier.pk, by=by, reason="Không thuộc thẩm quyền")


def supplement(office):
    return stage.ask_for_papers(office, advance(office, stage.accepted(office), "appraise", MONDAY))


def stop(office):
    dossier = stage.accepted(office)
    verbs.withdraw(dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY), reason="Thôi")
    return verbs.stop(dossier_id=dossier.pk, by=office.by("approver", MONDAY), decision="Dừng")


def refuse_withdrawal(office):
    dossier = stage.accepted(office)
    verbs.withdraw(dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY), reason="Thôi")
    by = office.by("approver", MONDAY)
    return verbs.refuse_withdrawal(dossier_id=dossier.pk, by=by, reason="Đã ký kết quả")


def pay(office):
    dossier = advance(office, stage.accepted(office), "appraise", MONDAY)
    by = office.by("case_officer", MONDAY)
    return verbs.ask_payment(dossier_id=dossier.pk, by=by, amount_vnd=1000, what="Lệ phí trước bạ")


def paid(office):
    by = office.by("intake_officer", MONDAY)
    return verbs.confirm_payment(dossier_id=pay(office).pk, by=by, receipt="BL 0001")


def mistake(office):
    dossier = stage.resolved(office)
    by = office.by("approver", MONDAY)
    mending.report_wrong(dossier_id=dossier.pk, by=by, reason="Sai năm sinh")
    return mending.confirm_wrong(dossier_id=dossier.pk, by=by, apology="Ghi nhầm")


def corrected(office):
    outcome = Outcome(title="Giấy xác nhận mới")
    return mending.correct_result(
        dossier_id=mistake(office).pk, by=office.by("clerk", MONDAY), outcome=outcome
    )


LIVES = {
    "pay": pay,
    "paid": paid,
    "mistake": mistake,
    "corrected": corrected,
    "continued": refuse_withdrawal,
    "accepted": stage.accepted,
    "rejected": reject,
    "supplement": supplement,
    "apology": lambda office: stage.apologise(office, stage.accepted(office)),
    "extension": lambda office: stage.extend(office, stage.accepted(office)),
    "early_result": stage.resolved,
    "delivered": lambda office: stage.deliver(office, stage.resolved(office)),
    "stopped": stop,
}


@pytest.mark.parametrize("kind", LIVES)
def test_a_fact_is_told_once_however_often_the_reaction_runs(office, kind):
    dossier = LIVES[kind](office)
    stage.react()
    first = stage.told(dossier)
    assert first[-1] == (kind, *LETTER)
    for event in Event.objects.filter(subject=dossier.subject).order_by("id"):
        reactions.tell_applicant(event)
        reactions.tell_applicant(event)
    assert stage.told(dossier) == first
    assert Message.objects.values("key").distinct().count() == Message.objects.count()


def test_a_result_on_its_day_is_not_called_early(office):
    dossier = advance(office, stage.accepted(office), "issue", MONDAY)
    on_time = dossier.due_at
    verbs.record_result(
        dossier_id=dossier.pk,
        by=office.by("clerk", on_time),
        outcome=Outcome(title="Giấy xác nhận"),
    )
    stage.react(on_time)
    assert stage.told(dossier)[-1][0] == "ready"


def test_an_extension_is_one_message_not_two(office):
    dossier = stage.extend(office, stage.accepted(office))
    stage.react()
    assert [kind for kind, *_ in stage.told(dossier)] == ["accepted", "extension"]


def test_who_has_no_mail_is_put_on_the_call_list(office):
    dossier = stage.resolved(office, parties=stage.people(email=""))
    stage.react()
    assert stage.told(dossier) == [("accepted", "none", "given_up"), ("early_result", "phone", "waiting")]
    assert Message.objects.get(kind="accepted").reason == "in_person"


def test_who_filed_from_afar_is_called_about_the_receipt_too(office):
    dossier = stage.accepted(office, parties=stage.people(email=""), intake_channel=2)
    stage.react()
    assert stage.told(dossier) == [("accepted", "phone", "waiting")]


def test_who_cannot_be_reached_leaves_a_row_that_says_so(office):
    dossier = stage.resolved(office, parties=stage.people(email="", phone=""))
    stage.react()
    assert stage.told(dossier)[-1] == ("early_result", "none", "given_up")
    assert Message.objects.get(kind="early_result").reason == "no_contact"


def test_owner_and_submitter_both_get_a_letter(office):
    other = PartyData(name="Trần Thị Thay", personal_id="042190000002", email="thay@example.vn")
    dossier = stage.accepted(office, parties=stage.people(submitter=other))
    stage.react()
    rows = Message.objects.filter(subject=dossier.subject)
    assert {(row.recipient, row.channel) for row in rows} == {("owner", "email"), ("submitter", "email")}


def test_the_owner_hears_when_somebody_else_took_the_result(office):
    by_phone = stage.people(email="")
    own = stage.deliver(office, stage.resolved(office, parties=by_phone))
    other = stage.deliver(office, stage.resolved(office, parties=by_phone), kind="representative")
    stage.react()
    assert stage.told(own)[-1] == ("delivered", "none", "given_up")
    assert stage.told(other)[-1] == ("delivered", "phone", "waiting")


def test_nobody_is_called_in_for_a_result_they_hold(office):
    dossier = stage.resolved(office, parties=stage.people(email=""))
    stage.react()
    stage.deliver(office, dossier)
    stage.react()
    row = Message.objects.get(kind="early_result")
    assert (row.state, row.reason) == ("given_up", "outdated")


def test_an_acceptance_taken_back_is_not_told(office):
    dossier = stage.accepted(office)
    stage.react()
    by = office.by("intake_officer", MONDAY)
    verbs.undo_acceptance(dossier_id=dossier.pk, by=by, reason="Nhầm thủ tục")
    stage.react()
    assert stage.told(dossier) == [("accepted", "email", "given_up")]


def test_papers_handed_in_end_the_call_for_them(office):
    dossier = supplement(office)
    stage.react()
    assert stage.told(dossier)[-1] == ("supplement", *LETTER)
    from_counter = office.by("intake_officer", MONDAY)
    verbs.receive_supplement(dossier_id=dossier.pk, by=from_counter, components=())
    stage.react()
    assert stage.told(dossier)[-1] == ("supplement", "email", "given_up")


def test_nobody_is_asked_for_papers_of_a_dossier_they_take_back(office):
    dossier = supplement(office)
    stage.react()
    verbs.withdraw(dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY), reason="Thôi")
    stage.react()
    assert stage.told(dossier)[-1] == ("supplement", "email", "given_up")


def test_without_a_mail_server_people_are_called(office, settings):
    settings.DEMO_ALLOWED = False
    dossier = stage.resolved(office)
    stage.react()
    assert stage.told(dossier)[-1] == ("early_result", "phone", "waiting")
    silent = stage.resolved(office, parties=stage.people(phone=""))
    stage.react()
    assert Message.objects.get(subject=silent.subject, kind="early_result").reason == "no_mail_server"


def test_rows_and_facts_hold_nothing_personal(office):
    stage.deliver(office, stage.resolved(office))
    stage.react()
    mailer = stage.Puppet()
    stage.send(mailer)
    assert mailer.sent
    kept = str(list(Message.objects.values())) + str(list(Event.objects.values_list("facts_json")))
    for secret in (stage.MAIL, stage.PHONE, stage.NAME, stage.PERSONAL_ID, "Thôn 1"):
        assert secret not in kept
