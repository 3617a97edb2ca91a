"""Applicants hear when a law lets the clock of their dossier stand, and of the date once it goes on."""

from __future__ import annotations

import pytest

from motcua.casework.dossiers import actions as verbs
from motcua.casework.dossiers.tests.factories import MONDAY, make_procedure
from motcua.casework.upkeep.tests.stage import DAY, HOUR, LAW, PAYING, TWO_WAITS, do, draw
from motcua.kernel.events import log
from motcua.outreach.notifications import queries
from motcua.outreach.notifications.models import Message
from motcua.outreach.notifications.tests import stage

pytestmark = pytest.mark.django_db

BY_PHONE = {"email": ""}


def waiting(office, drawing=PAYING, at=MONDAY, **reached):
    """A dossier at the step where its clock stands."""
    procedure = make_procedure()
    draw(office, procedure, drawing)
    dossier = do(
        office, stage.accepted(office, version=procedure, parties=stage.people(**reached)), "R", MONDAY
    )
    return do(office, dossier, "A", at)


def clock_told(dossier):
    return [row for row in stage.told(dossier) if row[0].startswith("clock_")]


def test_the_letters_say_since_when_and_then_the_new_date(office):
    dossier = waiting(office)
    stage.react()
    mailer = stage.Puppet()
    stage.send(mailer)
    dossier = do(office, dossier, "W", MONDAY + 2 * DAY)
    stage.react(MONDAY + 2 * DAY)
    stage.send(mailer, MONDAY + 2 * DAY)
    assert clock_told(dossier) == [("clock_stopped", "email", "sent"), ("clock_resumed", "email", "sent")]
    stopped, resumed = (mail.text for mail in mailer.sent[-2:])
    assert "dừng tính theo quy định từ 09:00 thứ hai, 05/10/2026" in stopped.casefold()
    assert "ngày hẹn trả kết quả: 09:00 thứ tư, 14/10/2026." in resumed.casefold()
    for secret in (stage.NAME, stage.PERSONAL_ID, stage.PHONE, LAW, LAW.replace("_", " ")):
        assert secret not in stopped + resumed


def test_who_has_no_mail_is_called(office):
    dossier = waiting(office, **BY_PHONE)
    stage.react()
    assert clock_told(dossier) == [("clock_stopped", "phone", "waiting")]
    (call,) = queries.calls(Message.objects.filter(kind="clock_stopped"), MONDAY)
    assert (call.name, call.phone) == (stage.NAME, stage.PHONE)
    assert "Khi tính tiếp, ông/bà được báo ngày hẹn." in call.script
    do(office, dossier, "W", MONDAY + 2 * DAY)
    stage.react(MONDAY + 2 * DAY)
    assert clock_told(dossier) == [
        ("clock_stopped", "phone", "given_up"),
        ("clock_resumed", "phone", "waiting"),
    ]


def test_a_wait_taken_back_at_once_is_no_news(office):
    dossier = waiting(office, **BY_PHONE)
    verbs.recall(dossier_id=dossier.pk, by=office.by("case_officer", MONDAY))
    stage.react()
    assert [event.kind for event in log.of(dossier.subject)][-1] == "upkeep.clock_resumed"
    assert clock_told(dossier) == [("clock_stopped", "phone", "given_up")]


def test_from_one_law_to_another_the_clock_stands_on_and_nothing_is_told_twice(office):
    dossier = waiting(office, TWO_WAITS)
    do(office, dossier, "W", MONDAY + DAY)
    stage.react(MONDAY + DAY)
    facts = [event.kind for event in log.of(dossier.subject)]
    assert facts.count("upkeep.clock_stopped") == 2
    assert clock_told(dossier) == [("clock_stopped", "email", "waiting")]


def test_papers_asked_for_meanwhile_are_told_and_no_date(office):
    dossier = waiting(office, **BY_PHONE)
    stage.react()
    verbs.request_supplement(
        dossier_id=dossier.pk, by=office.by("approver", MONDAY + DAY), items=["Bản vẽ"], reason="Bản vẽ mờ"
    )
    stage.react(MONDAY + DAY)
    waits = [kind for kind, _channel, state in stage.told(dossier) if state == "waiting"]
    assert waits == ["supplement"], "the clock went on by law, but no date runs while papers are asked for"


def test_a_promise_broken_before_the_stop_is_not_told_anew(office):
    procedure = make_procedure()
    draw(office, procedure, PAYING)
    dossier = do(office, stage.accepted(office, version=procedure), "R", MONDAY)
    late = dossier.due_at + HOUR
    dossier = do(office, dossier, "A", late)
    stage.react(late)
    mailer = stage.Puppet()
    stage.send(mailer, late)
    do(office, dossier, "W", late + 2 * DAY)
    stage.react(late + 2 * DAY)
    stage.send(mailer, late + 2 * DAY)
    assert "được tính tiếp" in mailer.sent[-1].text
    assert "Ngày hẹn" not in mailer.sent[-1].text
