"""Askers hear of another day: letter, call, none; a server that is away; who may mark a call; the log proves it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from motcua.casework.dialogue import actions as dialogues
from motcua.casework.dialogue.actions import Asked, By
from motcua.casework.dialogue.tests.test_dialogue import DAY, announced
from motcua.casework.dossiers.tests.factories import MONDAY, make_office
from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.tests.factories import make_officer, sign_in
from motcua.kernel import clock
from motcua.kernel.events import worker
from motcua.kernel.events.models import Event
from motcua.kernel.events.verify import verify
from motcua.outreach.askers import actions, duties
from motcua.outreach.askers.choices import State, Way
from motcua.outreach.askers.models import Notice
from motcua.outreach.askers.rules import Contact, contacts_in
from motcua.outreach.notifications.models import FakeMail, MailOutage
from motcua.outreach.notifications.ports import PermanentFailure, ServerUnavailable, TemporaryFailure
from motcua.outreach.notifications.rules import MOST_ATTEMPTS
from motcua.outreach.notifications.tests import stage

pytestmark = pytest.mark.django_db
LETTER, CALL, SILENT = (
    Asked("Bao giờ sửa đường?", "Trần Thị Thử", "thu@vi-du.vn", "0912345678"),
    Asked("Bao giờ có đèn?", "Lê Văn Thử", phone="0912345679"),
    Asked("Bao giờ có nước?"),
)


class Refusing:
    """A mailer that answers every letter with the same failure."""

    is_remote = False

    def __init__(self, failure):
        self.failure = failure

    def send(self, mail):
        raise self.failure


@pytest.fixture(autouse=True)
def frozen(settings):
    settings.DEMO_ALLOWED = True
    with clock.frozen_at(MONDAY):
        yield


@pytest.fixture
def office():
    return make_office("Mẫu")


@pytest.fixture
def moved(office):
    """Three people asked; then the day was moved and the worker reacted."""
    row = announced(office)
    for asked in (LETTER, CALL, SILENT, LETTER):
        dialogues.ask(dialogue_id=row.pk, asked=asked, by=By(None, MONDAY))
    postpone(row, office)
    return row


def postpone(row, office, days=7):
    by = By(office.officers["approver"].pk, MONDAY)
    day = DAY + timedelta(days=days)
    dialogues.postpone(dialogue_id=row.pk, held_on=day, place="", reason="Bão số 4", by=by)
    worker.drain(at=MONDAY)


def send(mailer, at=MONDAY):
    return actions.send_letters(at=at, mailer=mailer, base_url="https://motcua.vi-du.vn")


def states():
    return sorted((one.number, one.way, one.state) for one in Notice.objects.all())


def test_a_letter_a_call_or_nothing(moved):
    assert states() == [(1, "email", "waiting"), (2, "phone", "waiting"), (3, "none", "failed")]
    duties.send_due(MONDAY)
    duties.send_due(MONDAY)
    [mail] = FakeMail.objects.all()
    assert "dời sang thứ Năm, 22/10/2026" in mail.title
    assert "Bão số 4" in mail.text
    assert "8 giờ, nhà văn hóa" in mail.text
    assert not any(private in mail.text for private in ("Thử", "sửa đường", "0912"))
    assert Notice.objects.get(number=1).state == State.TOLD
    assert not list(verify())


def test_who_reacts_twice_tells_once(moved):
    event = Event.objects.get(kind="dialogue.postponed")
    assert actions.tell_askers(event=event, at=MONDAY, can_mail=True) == 0
    assert Notice.objects.count() == 3


def test_a_later_change_drops_what_waited(moved, office):
    postpone(moved, office, days=9)
    by = By(office.officers["approver"].pk, MONDAY)
    dialogues.cancel(dialogue_id=moved.pk, reason="Lãnh đạo đi chống bão", by=by)
    worker.drain(at=MONDAY)
    assert Notice.objects.filter(state=State.DROPPED).count() == 4
    duties.send_due(MONDAY)
    assert "đã hủy" in FakeMail.objects.get().title


def test_without_a_mail_server_people_are_called(office):
    row = announced(office)
    for asked in (LETTER, Asked("Có nước không?", email="b@vi-du.vn")):
        dialogues.ask(dialogue_id=row.pk, asked=asked, by=By(None, MONDAY))
    by = By(office.officers["approver"].pk, MONDAY)
    dialogues.cancel(dialogue_id=row.pk, reason="Bão", by=by)
    event = Event.objects.get(kind="dialogue.cancelled")
    assert actions.tell_askers(event=event, at=MONDAY, can_mail=False) == 2
    assert states() == [(1, "phone", "waiting"), (2, "none", "failed")]


def test_an_address_that_is_refused_becomes_a_call(moved):
    assert send(Refusing(PermanentFailure("550"))) == 0
    assert states()[:2] == [(1, "email", "failed"), (1, "phone", "waiting")]


class Counting(Refusing):
    """Counts how often it was asked; takes letters once told to."""

    def __init__(self, failure):
        super().__init__(failure)
        self.asked = 0

    def send(self, mail):
        self.asked += 1
        if self.failure:
            raise self.failure


def test_a_server_that_is_down_costs_no_attempt_and_is_left_alone(moved):
    server = Counting(ServerUnavailable("421"))
    assert send(server) == send(server) == 0
    assert server.asked == 1, "it rests until it is asked again"
    notice = Notice.objects.get(number=1)
    assert (notice.attempts, notice.state, notice.next_at) == (0, State.WAITING, MONDAY)
    trouble = MailOutage.objects.get()
    assert (trouble.since, trouble.last_error) == (MONDAY, "421")
    server.failure = None
    assert send(server, trouble.next_at) == 1
    assert not MailOutage.objects.exists(), "a server that took a letter is not down"


def test_letters_about_dossiers_and_to_askers_know_of_one_server(moved, office):
    stage.accepted(office)
    stage.react()
    server = Counting(ServerUnavailable("421"))
    assert stage.send(server).sent == 0
    assert send(server) == 0
    assert server.asked == 1
    MailOutage.objects.all().delete()
    assert send(server) == 0
    assert stage.send(server).sent == 0
    assert server.asked == 2


@pytest.mark.parametrize("failure", [TemporaryFailure("450"), RuntimeError("broken")])
def test_a_letter_is_tried_again_and_then_called(moved, failure):
    at = MONDAY
    for _ in range(MOST_ATTEMPTS):
        assert send(Refusing(failure), at) == 0
        at += timedelta(hours=3)
    assert (1, "phone", "waiting") in states()
    assert send(Refusing(failure), at) == 0
    assert Notice.objects.count() == 4


def test_the_page_shows_whom_to_call_and_the_call_is_marked_once(client, moved, office):
    head = sign_in(client, office.officers["approver"])
    page = head.get(reverse("dialogue:page", args=[moved.pk])).content.decode()
    assert "0912345679" in page
    assert "Còn 2 người chờ được báo." in page
    door = reverse("askers:called", args=[Notice.objects.get(number=2).pk])
    said = {"client_id": str(uuid4())}
    assert [head.post(door, said).status_code for _ in range(2)] == [302, 302]
    assert Event.objects.filter(kind="askers.told").count() == 1
    assert "vừa gọi" in head.post(door, {"client_id": str(uuid4())}, follow=True).content.decode()
    assert "Trang thiếu mã gửi" in head.post(door, {}, follow=True).content.decode()
    assert "Đã báo 1 người." in head.get(reverse("dialogue:page", args=[moved.pk])).content.decode()
    assert not list(verify())


@pytest.mark.parametrize("who", ["anonymous", "stranger", *sorted(role.value for role in Role)])
def test_who_marks_a_call(client, moved, office, who):
    if who == "stranger":
        sign_in(client, make_office("Khác").officers["approver"])
    elif who != "anonymous":
        sign_in(client, office.officers[who])
    notice = Notice.objects.get(number=2)
    client.post(reverse("askers:called", args=[notice.pk]), {"client_id": str(uuid4())})
    notice.refresh_from_db()
    assert (notice.state == State.TOLD) == (who in ("approver", "agency_admin"))


def test_a_notice_that_is_none_is_not_found(client, moved):
    head = sign_in(client, make_officer("approver", moved.agency))
    assert head.post(reverse("askers:called", args=[10**30]), {"client_id": str(uuid4())}).status_code == 404
    assert head.get(reverse("askers:called", args=[1])).status_code == 405


def test_the_log_notices_who_was_not_told(moved):
    assert not list(verify())
    Notice.objects.filter(number=2).update(state=State.TOLD.value, told_at=MONDAY)
    assert list(verify())


def test_each_address_is_told_once():
    said = {1: {"email": "A@vi-du.vn"}, 2: {"email": "a@vi-du.vn"}, 3: {}, 4: {}}
    assert [one.number for one in contacts_in(said)] == [1, 3, 4]
    assert Contact(1, phone="0912345678").ways(can_mail=True) == (Way.PHONE,)
