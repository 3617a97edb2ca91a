"""Who follows a number is told once when it is near; who was right is told of the apology; nothing of them stays."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers.tests.factories import make_officer
from motcua.casework.feedback.tests.test_apologies import found_right, signed
from motcua.directory.agencies.choices import Role
from motcua.facilities.halls.actions import By
from motcua.facilities.queueing import actions as queueing
from motcua.facilities.queueing.actions.issuing import forget_contacts
from motcua.facilities.queueing.models import Visit, VisitStatement
from motcua.facilities.queueing.queries import contact_of
from motcua.facilities.queueing.tests.stage import make_hall, minutes
from motcua.kernel import clock
from motcua.kernel.events import worker
from motcua.kernel.events.models import Event
from motcua.kernel.events.verify import verify
from motcua.outreach.followers import actions, duties, permissions
from motcua.outreach.followers.actions import Carriers
from motcua.outreach.followers.choices import State
from motcua.outreach.followers.models import Alert
from motcua.outreach.notifications.models import FakeMail
from motcua.outreach.notifications.ports import PermanentFailure, TemporaryFailure

pytestmark = pytest.mark.django_db
PHONE, MAIL = "0912000001", "nguoi.cho@example.vn"


class Puppet:
    """A carrier that does what the test says: raises what stands in `fails`, else keeps the message."""

    is_remote = False

    def __init__(self, *fails: Exception | None) -> None:
        self.fails, self.sent = list(fails), []

    def send(self, what) -> None:
        failure = self.fails.pop(0) if self.fails else None
        if failure:
            raise failure
        self.sent.append(what)


@pytest.fixture
def stage():
    with clock.frozen_at(minutes(0)):
        yield make_hall(1)


def near(stage, **contact) -> Visit:
    """Four people wait, the last of them follows; one is called, so three are before nobody and two before them."""
    rows = [stage.ticket("A", at=0) for _ in range(4)]
    visit = rows[-1].visit
    queueing.follow(visit_id=visit.pk, by=By(None, minutes(0)), **(contact or {"phone": PHONE}))
    stage.next(at=1)
    assert worker.drain(at=minutes(1)).failed == 0
    return visit


def send(texter=None, mailer=None, at: float = 1) -> int:
    carriers = Carriers(mailer, texter, "https://motcua.example.vn")
    return actions.send_alerts(at=minutes(at), carriers=carriers)


def test_a_short_message_says_number_and_place_and_nothing_else(stage):
    visit, texter = near(stage), Puppet()
    assert send(texter) == 1
    [text] = texter.sent
    assert text.to == PHONE
    assert "A004" in text.text
    assert "còn 2 người" in text.text
    assert str(stage.hall) in text.text
    assert f"https://motcua.example.vn/so/{visit.token}/" in text.text
    alert = Alert.objects.get()
    assert (alert.state, alert.told_at) == (State.SENT, minutes(1))
    assert PHONE not in str(Alert.objects.values())
    assert send(texter) == 0
    assert worker.drain(at=minutes(2)).failed == 0
    assert Alert.objects.count() == 1
    assert not [found for found in verify() if found.subject.startswith(("alert", "visit"))]


def test_a_letter_where_no_telephone_was_left(stage):
    near(stage, email=MAIL)
    mailer = Puppet()
    assert send(mailer=mailer) == 1
    assert mailer.sent[0].to == MAIL
    assert "A004" in mailer.sent[0].subject


def test_once_called_nobody_is_told_any_more(stage):
    near(stage)
    for minute in (2, 4, 6):
        row = (
            stage.serve(at=minute)
            if minute > 2
            else queueing.start(
                request_id=Visit.objects.order_by("pk")[0].requests.get().pk, by=stage.by(at=2)
            )
        )
        if minute == 2:
            queueing.finish(request_id=row.pk, by=stage.by(at=3))
    stage.next(at=8)
    texter = Puppet()
    assert send(texter, at=9) == 0
    assert not texter.sent
    assert Alert.objects.get().state == State.DROPPED


def test_what_is_refused_for_now_is_tried_again_then_waits_for_a_person(stage):
    near(stage)
    texter = Puppet(*[TemporaryFailure("HTTP 503")] * 4)
    tries = [send(texter, at=1 + round_) for round_ in range(4)]
    assert tries == [0, 0, 0, 0]
    alert = Alert.objects.get()
    assert (alert.state, alert.last_error) == (State.FAILED, "HTTP 503")
    actions.retry(alert_id=alert.pk, at=minutes(6))
    with pytest.raises(actions.NotFailed):
        actions.retry(alert_id=alert.pk, at=minutes(6))
    assert send(texter, at=6) == 1
    assert not [found for found in verify() if found.subject.startswith("alert")]


@pytest.mark.parametrize("failure", [PermanentFailure("HTTP 400"), RuntimeError("0912000001")])
def test_a_refusal_for_ever_or_a_fault_stops_one_message_only(stage, failure):
    near(stage)
    assert send(Puppet(failure)) == 0
    alert = Alert.objects.get()
    assert alert.state == State.FAILED
    assert PHONE not in alert.last_error


def test_without_a_carrier_it_fails_in_words_and_nothing_is_put_down_where_nobody_can_be_reached(stage):
    near(stage)
    for round_ in range(4):
        send(at=1 + round_)
    assert Alert.objects.get().last_error == "không còn cách gửi này"
    event = Event.objects.get(pk=Alert.objects.get().event_id)
    assert not actions.put_down(event=event, at=minutes(2), can_mail=True, can_text=False)


def test_what_was_left_is_erased_when_the_visit_or_the_day_is_over(stage):
    visit = near(stage)
    assert contact_of(visit.pk)["phone"] == PHONE
    assert forget_contacts(minutes(5)) == 0
    assert forget_contacts(minutes(60 * 24)) == 1
    assert contact_of(visit.pk) == {}
    assert PHONE not in str(VisitStatement.objects.values())
    assert send(Puppet(), at=60 * 24 + 1) == 0
    assert Alert.objects.get().state == State.DROPPED
    assert not [found for found in verify() if found.subject.startswith(("alert", "visit"))]


def test_erased_as_soon_as_the_visitor_went(stage):
    visit = near(stage)
    queueing.leave(request_id=visit.requests.get().pk, reason="asked", by=By(None, minutes(2)))
    assert forget_contacts(minutes(3)) == 1


def test_a_sent_message_that_nobody_stated_is_named(stage):
    near(stage)
    Alert.objects.update(state=State.SENT, told_at=minutes(2))
    assert any(found.subject.startswith("alert") for found in verify())


def test_who_was_right_hears_of_the_apology(stage):
    office = stage.office
    signed(office, found_right(office))
    with clock.frozen_at(minutes(120)):
        assert worker.drain(at=minutes(120)).failed == 0
        texter = Puppet()
        assert send(texter, at=121) == 1
    assert "thư xin lỗi" in texter.sent[0].text


class TestDoors:
    def test_left_on_the_page_of_the_ticket(self, stage):
        row, client = stage.ticket("A"), Client()
        page = client.get(reverse("queueing_public:ticket", args=[row.visit.token])).content.decode()
        address = reverse("followers_public:follow", args=[row.visit.token])
        assert address in page
        said = {"client_id": str(uuid4()), "contact": "091 200 0001"}
        assert [client.post(address, said).status_code for _again in range(2)] == [302, 302]
        assert contact_of(row.visit_id) == {"phone": PHONE, "email": ""}
        page = client.get(reverse("queueing_public:ticket", args=[row.visit.token])).content.decode()
        assert "sẽ được nhắn" in page
        assert PHONE not in page

    @pytest.mark.parametrize("typed", ["", "12", "a@", "x" * 200, "\x00", "tôi"])
    def test_bad_input_is_said_at_the_field(self, stage, typed):
        row = stage.ticket("A")
        said = {"client_id": str(uuid4()), "contact": typed}
        answer = Client().post(reverse("followers_public:follow", args=[row.visit.token]), said)
        assert answer.status_code == 422
        assert "id_contact_error" in answer.content.decode()
        assert not VisitStatement.objects.exists()

    def test_no_ticket_no_door_and_no_number_is_flooded(self, stage):
        assert Client().get(reverse("followers_public:follow", args=["0" * 32])).status_code == 404
        answers = []
        for _ in range(5):
            address = reverse("followers_public:follow", args=[stage.ticket("A").visit.token])
            answers.append(Client().post(address, {"client_id": str(uuid4()), "contact": PHONE}).status_code)
        assert answers == [302] * 4 + [429]

    def test_nothing_is_asked_where_nothing_is_plugged_in(self, stage, settings):
        settings.DEMO_ALLOWED = False
        row = stage.ticket("A")
        page = Client().get(reverse("queueing_public:ticket", args=[row.visit.token])).content.decode()
        assert "/bao/" not in page
        said = {"client_id": str(uuid4()), "contact": PHONE}
        answer = Client().post(reverse("followers_public:follow", args=[row.visit.token]), said)
        assert answer.status_code == 422

    @pytest.mark.parametrize("role", [role.value for role in Role])
    def test_who_sees_what_did_not_go(self, stage, role):
        near(stage)
        send(Puppet(PermanentFailure("HTTP 400")))
        alert = Alert.objects.get()
        here = make_officer("Ở Đây", (stage.office.center, role))
        elsewhere = make_officer("Nơi Khác", (make_hall(1).office.center, role))
        may = role in permissions.KEEPERS
        for officer, is_here in ((here, True), (elsewhere, False)):
            client = Client()
            client.force_login(officer.account)
            page = client.get(reverse("followers:failed"))
            assert page.status_code == (200 if may else 403)
            assert ("HTTP 400" in page.content.decode()) == (may and is_here)
            said = {"client_id": str(uuid4())}
            answer = client.post(reverse("followers:retry", args=[alert.pk]), said)
            assert answer.status_code == (302 if may and is_here else 404 if may else 403)
        alert.refresh_from_db()
        assert (alert.state == State.WAITING) == may
        assert Client().get(reverse("followers:failed")).status_code == 302


def test_the_duty_sends_by_the_fake_in_evaluation(stage):
    near(stage)
    duties.send_due(minutes(1))
    assert "A004" in FakeMail.objects.get().text
    assert Alert.objects.get().state == State.SENT
    assert timedelta(seconds=5) >= duties.EVERY
