"""Letters go out, wait, come back or are given up; one bad letter or one dead server blocks nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from motcua.casework.dossiers.actions import amend
from motcua.casework.dossiers.models import Party
from motcua.casework.dossiers.tests.factories import MONDAY
from motcua.kernel.events.models import Dispatch, Event
from motcua.kernel.events.verify import verify
from motcua.outreach.notifications import duties, queries
from motcua.outreach.notifications.actions import retry_messages, send_mails
from motcua.outreach.notifications.models import FakeMail, MailOutage, Message
from motcua.outreach.notifications.ports import PermanentFailure, ServerUnavailable, TemporaryFailure
from motcua.outreach.notifications.rules import MOST_ATTEMPTS, outage_pause, pause_after
from motcua.outreach.notifications.tests import stage

pytestmark = pytest.mark.django_db

LATER = MONDAY + timedelta(days=60)  # when the text of today holds
DOWN = ServerUnavailable("không nói chuyện được với máy chủ thư (ConnectionRefusedError)")


def again(message: Message, office, **options: object) -> int:
    ids = [message.pk]
    return retry_messages(
        message_ids=ids, agency_ids=[office.center.pk], at=MONDAY, **({"can_mail": True} | options)
    )


def row(dossier) -> Message:
    return Message.objects.filter(subject=dossier.subject).latest("id")


def test_a_letter_says_code_date_and_where_to_look(office):
    dossier = stage.accepted(office)
    stage.react()
    mailer = stage.Puppet()
    assert stage.send(mailer).sent == 1
    [mail] = mailer.sent
    assert mail.to == stage.MAIL
    assert mail.key == row(dossier).key
    assert mail.subject == f"Hồ sơ {dossier.code}: đã tiếp nhận"
    assert f"{stage.SITE}/h/{dossier.lookup_token}/" in mail.text
    assert "thứ" in mail.text
    assert dossier.procedure_version.name not in mail.text
    for secret in (stage.NAME, stage.PERSONAL_ID, stage.PHONE):
        assert secret not in mail.text


def test_what_was_sent_stands_in_row_and_log(office):
    dossier = stage.accepted(office)
    stage.react()
    stage.send(stage.Puppet())
    sent = row(dossier)
    assert (sent.state, sent.template, sent.told_at) == ("sent", "accepted/email/1", MONDAY)
    [event] = Event.objects.filter(kind="notifications.sent")
    assert event.facts == {"message_id": sent.pk, "about": "accepted", "template": "accepted/email/1"}
    assert stage.send(stage.Puppet()).sent == 0, "once is enough"


def test_the_letter_about_what_was_handed_over_leads_to_the_rating(office, client):
    dossier = stage.deliver(office, stage.resolved(office, MONDAY), LATER)
    stage.react(LATER)
    mailer = stage.Puppet()
    stage.send(mailer, LATER)
    mail = mailer.sent[-1]
    assert row(dossier).template == "delivered/email/2"
    [address] = [word for word in mail.text.split() if "/danh-gia/" in word]
    page = client.get(address.removeprefix(stage.SITE))
    assert page.status_code == 200
    assert dossier.code not in address
    assert dossier.code not in page.content.decode()
    assert dossier.lookup_token not in address


def test_a_letter_refused_for_now_waits_and_the_next_goes(office):
    first, second = stage.accepted(office), stage.accepted(office)
    stage.react()
    tally = stage.send(stage.Puppet(TemporaryFailure("SMTP 451")))
    assert (tally.sent, tally.failed) == (1, 1)
    waiting = row(first)
    assert (waiting.state, waiting.attempts, waiting.last_error) == ("waiting", 1, "SMTP 451")
    assert waiting.next_at == MONDAY + pause_after(1)
    assert row(second).state == "sent"
    assert stage.send(stage.Puppet(), MONDAY + pause_after(1)).sent == 1


def test_after_many_tries_it_waits_for_a_person(office):
    dossier = stage.accepted(office)
    stage.react()
    at = MONDAY
    for _ in range(MOST_ATTEMPTS):
        stage.send(stage.Puppet(TemporaryFailure("SMTP 451")), at)
        at += timedelta(hours=3)
    stuck = row(dossier)
    assert (stuck.state, stuck.reason, stuck.attempts) == ("failed", "too_often", MOST_ATTEMPTS)
    assert stage.send(stage.Puppet(), at).sent == 0
    assert again(stuck, office) == 1
    assert stage.send(stage.Puppet(), at).sent == 1
    assert row(dossier).state == "sent"


def test_an_address_refused_for_ever_becomes_a_call(office):
    dossier = stage.resolved(office)
    stage.react()
    refused = PermanentFailure("SMTP 550")
    stage.send(stage.Puppet(refused, refused))
    assert stage.told(dossier) == [
        ("accepted", "email", "given_up"),
        ("early_result", "email", "given_up"),
        ("early_result", "phone", "waiting"),
    ], "who has the receipt in hand is not called about it"
    assert set(Message.objects.filter(channel="email").values_list("reason", flat=True)) == {
        "address_refused"
    }


def test_a_mended_address_is_written_to_after_retry(office):
    dossier = stage.accepted(office, parties=stage.people(phone=""))
    stage.react()
    stage.send(stage.Puppet(PermanentFailure("SMTP 550")))
    assert stage.told(dossier) == [("accepted", "email", "given_up")]
    mended = stage.people(phone="", email="dung@example.vn")
    amend(dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY), parties=mended, reason="Gõ nhầm")
    assert again(row(dossier), office) == 1
    mailer = stage.Puppet()
    assert stage.send(mailer).sent == 1
    assert mailer.sent[0].to == "dung@example.vn"


def test_retry_finds_the_telephone_that_was_entered_since(office):
    dossier = stage.resolved(office, parties=stage.people(email="", phone=""))
    stage.react()
    nobody = row(dossier)
    assert again(nobody, office) == 0, "still nobody to tell"
    known = stage.people(email="")
    amend(dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY), parties=known, reason="Bổ sung số")
    assert again(nobody, office) == 1
    assert row(dossier).channel == "phone"
    nobody.refresh_from_db()
    assert nobody.reason == "replaced"
    assert again(nobody, office) == 0


def test_a_dead_server_costs_no_letter_an_attempt_and_is_left_alone(office):
    for _ in range(3):
        stage.accepted(office)
    stage.react()
    dead = stage.Puppet(DOWN, DOWN, DOWN, DOWN)
    stage.send(dead)
    stage.send(dead, MONDAY + timedelta(seconds=5))
    assert len(dead.fails) == 3, "one try, then a pause for all"
    trouble = queries.outage()
    assert trouble is not None
    assert (trouble.since, trouble.next_at) == (MONDAY, MONDAY + outage_pause(1))
    stage.send(dead, trouble.next_at)
    assert queries.outage().next_at == trouble.next_at + outage_pause(2)
    assert set(Message.objects.values_list("state", "attempts")) == {("waiting", 0)}
    assert stage.send(stage.Puppet(), MONDAY + timedelta(days=1)).sent == 3, "a day later nothing is lost"
    assert not MailOutage.objects.exists()


def test_other_work_goes_on_while_the_server_is_down(office):
    stage.accepted(office)
    stage.react()
    stage.send(stage.Puppet(DOWN))
    caller = stage.resolved(office, parties=stage.people(email=""))
    stage.react()
    assert stage.told(caller)[-1] == ("early_result", "phone", "waiting")
    assert not Dispatch.objects.exclude(state="done").exists()


def test_a_fault_of_the_adapter_stops_one_letter_only(office):
    stage.accepted(office)
    stage.accepted(office)
    stage.react()
    tally = stage.send(stage.Puppet(RuntimeError(stage.MAIL)))
    assert (tally.sent, tally.failed) == (1, 1)
    assert Message.objects.get(state="waiting").last_error == "RuntimeError", "what it said may be personal"


def test_nothing_is_sent_inside_a_transaction_of_ours(office, django_db_blocker):
    stage.accepted(office)
    stage.react()
    depth = len(connection.savepoint_ids)

    class Watching(stage.Puppet):
        def send(self, mail):
            assert len(connection.savepoint_ids) == depth
            super().send(mail)

    assert stage.send(Watching()).sent == 1


def test_a_letter_taken_up_by_a_machine_that_died_is_taken_up_again(office):
    stage.accepted(office)
    stage.react()

    class Dying(stage.Puppet):
        def send(self, mail):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stage.send(Dying())
    assert stage.send(stage.Puppet()).sent == 0, "somebody has it in hand"
    mailer = stage.Puppet()
    assert stage.send(mailer, MONDAY + timedelta(minutes=11)).sent == 1


def test_what_is_no_longer_so_is_not_sent(office):
    dossier = stage.resolved(office)
    stage.react()
    stage.deliver(office, dossier)
    mailer = stage.Puppet()
    assert stage.send(mailer).dropped == 1
    assert [mail.subject for mail in mailer.sent] == [f"Hồ sơ {dossier.code}: đã tiếp nhận"]


def test_an_erased_address_is_not_written_to(office):
    dossier = stage.accepted(office)
    stage.react()
    Party.objects.filter(dossier=dossier).update(email="", phone="")
    mailer = stage.Puppet()
    stage.send(mailer)
    assert not mailer.sent
    assert row(dossier).reason == "address_gone"


def test_the_round_ends_where_it_is_told_to(office):
    for _ in range(3):
        stage.accepted(office)
    stage.react()
    assert stage.send(stage.Puppet(), limit=2).sent == 2
    assert stage.send(stage.Puppet(), stop=lambda: True).sent == 0


def test_the_duty_sends_by_the_fake_in_evaluation(office):
    stage.accepted(office)
    stage.react()
    duties.send_due(MONDAY)
    kept = FakeMail.objects.get()
    assert kept.masked_to == "n***@example.vn"
    assert Message.objects.get().state == "sent"


def test_the_fake_refuses_what_cannot_exist(office):
    dossier = stage.accepted(office, parties=stage.people(email="ai.do@khong-co.invalid"), intake_channel=2)
    stage.react()
    duties.send_due(MONDAY)
    assert stage.told(dossier) == [("accepted", "email", "given_up"), ("accepted", "phone", "waiting")]


def test_simulated_people_are_never_really_written_to(office):
    stage.accepted(office)
    stage.react()
    assert Message.objects.get().is_simulated, "stated under a frozen clock"
    real, fake = stage.Puppet(), stage.Puppet()
    send_mails(at=MONDAY, mailers=stage.Mailers(real, fake, ""))
    assert (len(real.sent), len(fake.sent)) == (0, 1)


def test_without_a_mailer_letters_wait(office, settings):
    stage.accepted(office)
    stage.react()
    settings.DEMO_ALLOWED = False
    duties.send_due(MONDAY)
    assert Message.objects.get().state == "waiting"


def test_verification_finds_an_outcome_that_was_not_stated(office):
    told, untold = stage.accepted(office), stage.accepted(office)
    stage.react()
    stage.send(stage.Puppet(), limit=1)
    assert not differences()
    Message.objects.filter(subject=told.subject).update(state="waiting")
    Message.objects.filter(subject=untold.subject).update(state="sent")
    found = differences()
    assert len(found) == 2
    assert all(f"notice:{one.pk}" in " ".join(found) for one in (told, untold))


def differences() -> list[str]:
    return [str(found) for found in verify() if found.subject.startswith("notice")]
