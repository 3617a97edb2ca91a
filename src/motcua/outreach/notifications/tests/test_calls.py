"""People without mail are called: what was said, by whom, stands in the log; the note is no event."""

from __future__ import annotations

import pytest

from motcua.casework.dossiers.tests.factories import MONDAY
from motcua.kernel.events.models import Event
from motcua.kernel.events.verify import verify
from motcua.outreach.notifications import queries
from motcua.outreach.notifications.actions import CallRefused, allow_mail, mark_call, refuse_mail
from motcua.outreach.notifications.choices import CallOutcome
from motcua.outreach.notifications.models import MailRefusal, Message, NotificationStatement
from motcua.outreach.notifications.tests import stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(office) -> Message:
    dossier = stage.resolved(office, parties=stage.people(email=""))
    stage.react()
    return Message.objects.get(subject=dossier.subject, channel="phone")


def mark(message: Message, office, outcome: CallOutcome = CallOutcome.CALLED, note: str = "") -> Message:
    return mark_call(
        message_id=message.pk,
        officer_id=office.officers["intake_officer"].pk,
        outcome=outcome,
        note=note,
        at=MONDAY,
    )


def test_who_was_told_leaves_the_list(office, waiting):
    mark(waiting, office, note="Con trai nghe máy")
    waiting.refresh_from_db()
    assert (waiting.state, waiting.told_at, waiting.template) == ("called", MONDAY, "early_result/phone/1")
    assert not queries.to_call([office.center.pk]).exists()
    [event] = Event.objects.filter(kind="notifications.called")
    assert event.actor_id == office.officers["intake_officer"].pk
    assert "Con trai" not in event.facts_json
    assert NotificationStatement.objects.get(pk=next(iter(event.statements))).body == {
        "text": "Con trai nghe máy"
    }
    with pytest.raises(CallRefused):
        mark(waiting, office)


def test_who_was_not_reached_stays_on_the_list(office, waiting):
    mark(waiting, office, CallOutcome.UNREACHABLE)
    [still] = queries.to_call([office.center.pk])
    assert (still.state, still.attempts) == ("unreachable", 1)
    mark(still, office)
    still.refresh_from_db()
    assert (still.state, still.attempts) == ("called", 2)
    assert not [str(found) for found in verify() if found.subject.startswith("notice")]


def test_letters_are_not_called(office):
    stage.accepted(office)
    stage.react()
    with pytest.raises(CallRefused):
        mark(Message.objects.get(), office)


def test_the_list_has_name_number_and_words_as_the_dossier_has_them_now(office, waiting):
    [call] = queries.calls([waiting], MONDAY)
    assert (call.name, call.phone) == (stage.NAME, stage.PHONE)
    assert call.code in call.script
    assert stage.NAME not in call.script


def test_a_long_list_costs_no_more_queries_than_a_short_one(office, django_assert_max_num_queries):
    for _ in range(6):
        stage.resolved(office, parties=stage.people(email=""))
    stage.react()
    with django_assert_max_num_queries(6):
        assert len(queries.calls(queries.to_call([office.center.pk]), MONDAY)) == 6


def test_who_wants_no_letters_is_called_from_then_on(office):
    dossier = stage.resolved(office)
    officer_id = office.officers["intake_officer"].pk
    refuse_mail(dossier=dossier, officer_id=officer_id, at=MONDAY)
    refuse_mail(dossier=dossier, officer_id=officer_id, at=MONDAY)
    assert Event.objects.filter(kind="notifications.mail_refused").count() == 1
    stage.react()
    assert stage.told(dossier)[-1] == ("early_result", "phone", "waiting")
    allow_mail(dossier=dossier, officer_id=officer_id, at=MONDAY)
    allow_mail(dossier=dossier, officer_id=officer_id, at=MONDAY)
    assert Event.objects.filter(kind="notifications.mail_allowed").count() == 1
    assert not MailRefusal.objects.exists()
    assert not [str(found) for found in verify() if found.subject.startswith("notice")]


def test_a_letter_on_its_way_is_stopped_by_the_refusal(office):
    dossier = stage.accepted(office, intake_channel=2)
    stage.react()
    refuse_mail(dossier=dossier, officer_id=office.officers["intake_officer"].pk, at=MONDAY)
    mailer = stage.Puppet()
    stage.send(mailer)
    assert not mailer.sent
    assert stage.told(dossier) == [("accepted", "email", "given_up"), ("accepted", "phone", "waiting")]
