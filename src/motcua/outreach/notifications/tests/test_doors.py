"""Who comes through which door, and that each does what it says, once."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers.tests.factories import MONDAY, ROLES, make_agency, make_office, make_officer
from motcua.casework.finding.actions import reading
from motcua.casework.finding.models import AccessEntry
from motcua.kernel import clock
from motcua.kernel.events.models import Event
from motcua.outreach.notifications import duties
from motcua.outreach.notifications.actions import remind_holders
from motcua.outreach.notifications.models import MailRefusal, Message
from motcua.outreach.notifications.ports import ServerUnavailable, TemporaryFailure
from motcua.outreach.notifications.tests import stage

pytestmark = pytest.mark.django_db

WATCHERS = {"intake_officer", "agency_admin"}
DOORS = {"list": WATCHERS, "fakes": WATCHERS, "calls": {"intake_officer"}}


def page(name: str, *args: object) -> str:
    return reverse(f"notifications:{name}", args=args)


@pytest.fixture
def caller(office):
    """A dossier whose owner is to be called, and its message."""
    dossier = stage.resolved(office, parties=stage.people(email=""))
    stage.react()
    return dossier, Message.objects.get(subject=dossier.subject, channel="phone")


@pytest.fixture
def failed(office) -> Message:
    dossier = stage.accepted(office, parties=stage.people(phone=""))
    stage.react()
    Message.objects.update(attempts=7)
    stage.send(stage.Puppet(TemporaryFailure("SMTP 451")))
    return Message.objects.get(subject=dossier.subject)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("role", ROLES)
def test_each_role_comes_in_where_it_may(signed_in, door, role):
    assert signed_in(role).get(page(door)).status_code == (200 if role in DOORS[door] else 403)


def test_strangers_are_sent_to_sign_in(caller):
    dossier, message = caller
    for address in [page(door) for door in DOORS]:
        assert Client().get(address)["Location"].startswith(reverse("identity:sign_in"))
    for address in (page("retry"), page("mark_call", message.pk), page("mail", dossier.pk)):
        assert Client().post(address)["Location"].startswith(reverse("identity:sign_in"))


def test_writing_doors_are_not_opened_by_looking(signed_in, caller):
    dossier, message = caller
    for address in (page("retry"), page("mark_call", message.pk), page("mail", dossier.pk)):
        assert signed_in("intake_officer").get(address).status_code == 405


def test_another_office_sees_and_does_nothing(signed_in, caller, failed):
    dossier, message = caller
    elsewhere = make_office("Nơi Khác")
    clerk, admin = signed_in("intake_officer", elsewhere), signed_in("agency_admin", elsewhere)
    for client in (clerk, admin):
        for door in DOORS:
            assert dossier.code not in client.get(page(door)).content.decode()
    call = {"client_id": str(uuid4()), "outcome": "called"}
    assert clerk.post(page("mark_call", message.pk), call).status_code == 404
    assert (
        clerk.post(page("mail", dossier.pk), {"client_id": str(uuid4()), "wish": "refuse"}).status_code == 404
    )
    for asked in ({"one": failed.pk}, {"all": "1"}):
        clerk.post(page("retry"), {"client_id": str(uuid4())} | asked)
    failed.refresh_from_db()
    message.refresh_from_db()
    assert (failed.state, message.state) == ("failed", "waiting")


def test_an_administrator_of_the_agency_above_sees_its_one_stops(office, failed):
    province = make_agency("UBND tỉnh Thử Nghiệm", level="province")
    type(office.committee).objects.filter(pk=office.committee.pk).update(parent=province)
    admin = make_officer("Quản Trị Tỉnh", (province, "agency_admin"))
    client = Client()
    client.force_login(admin.account, backend="motcua.directory.identity.backends.AccountBackend")
    assert reverse("dossiers:page", args=[failed.dossier_id]) in client.get(page("list")).content.decode()


def test_the_list_shows_no_name_and_no_number(signed_in, caller):
    dossier, _ = caller
    for role in WATCHERS:
        shown = signed_in(role).get(page("list")).content.decode()
        assert dossier.code in shown
        assert stage.NAME not in shown
        assert stage.PHONE not in shown


@pytest.mark.parametrize(("query", "count"), [("", 3), ("?state=failed", 1), ("?channel=phone", 1),
                                              ("?state=sent", 0), ("?state=%00&channel=x&page=-1", 3)])  # fmt: skip
def test_the_list_is_narrowed(signed_in, caller, failed, query, count):
    answer = signed_in("intake_officer").get(page("list") + query)
    assert len(answer.context["rows"]) == count


def test_retry_sends_what_failed_and_twice_is_once(signed_in, failed):
    clerk, sent = signed_in("intake_officer"), {"client_id": str(uuid4()), "one": failed.pk}
    for _ in range(2):
        assert clerk.post(page("retry"), sent).status_code == 302
    failed.refresh_from_db()
    assert (failed.state, failed.attempts) == ("waiting", 0)
    duties.send_due(MONDAY)
    failed.refresh_from_db()
    assert failed.state == "sent"


@pytest.mark.parametrize("asked", [{"all": "1"}, {"chosen": ["x", "٣", "9" * 30]}, {}, {"one": "-1"}])
@pytest.mark.parametrize("client_id", ["", "x", None])
def test_retry_survives_whatever_is_sent(signed_in, failed, asked, client_id):
    sent = asked | {"client_id": client_id if client_id is not None else str(uuid4())}
    assert signed_in("agency_admin").post(page("retry"), sent).status_code == 302
    failed.refresh_from_db()
    assert failed.state == ("waiting" if "all" in asked and client_id is None else "failed")


def test_the_call_list_says_whom_to_call_and_logs_the_look(signed_in, caller, office):
    dossier, _ = caller
    shown = signed_in("intake_officer").get(page("calls")).content.decode()
    for said in (dossier.code, stage.NAME, stage.PHONE, "đã có kết quả"):
        assert said in shown
    assert dossier.procedure_version.name not in shown
    reading.flush()
    looked = AccessEntry.objects.get(what="call_list")
    assert (looked.dossier_id, looked.officer_id) == (dossier.pk, office.officers["intake_officer"].pk)


def test_a_call_is_marked_once(signed_in, caller):
    _, message = caller
    clerk = signed_in("intake_officer")
    sent = {"client_id": str(uuid4()), "outcome": "called", "note": "Con trai nghe máy"}
    for _ in range(2):
        assert clerk.post(page("mark_call", message.pk), sent)["Location"] == page("calls")
    message.refresh_from_db()
    assert message.state == "called"
    assert Event.objects.filter(kind="notifications.called").count() == 1
    late = clerk.post(page("mark_call", message.pk), sent | {"client_id": str(uuid4())}, follow=True)
    assert "không còn trong danh sách" in late.content.decode()


@pytest.mark.parametrize("sent", [{}, {"outcome": "x"}, {"outcome": "called", "note": "x" * 500},
                                  {"outcome": "called", "note": "a\x00b"}])  # fmt: skip
def test_a_call_that_cannot_be_read_changes_nothing(signed_in, caller, sent):
    _, message = caller
    answer = signed_in("intake_officer").post(
        page("mark_call", message.pk), {"client_id": str(uuid4())} | sent
    )
    assert answer.status_code == 302
    message.refresh_from_db()
    assert message.state == "waiting"


def test_the_dossier_page_says_what_was_told(signed_in, caller):
    dossier, _ = caller
    shown = signed_in("case_officer").get(reverse("dossiers:page", args=[dossier.pk])).content.decode()
    assert "Đã báo người dân" in shown
    assert "Có kết quả sớm" in shown


def test_letters_are_refused_on_the_dossier_page(signed_in, office):
    dossier = stage.accepted(office)
    clerk = signed_in("intake_officer")
    asking = {"client_id": str(uuid4()), "wish": "refuse"}
    for _ in range(2):
        assert clerk.post(page("mail", dossier.pk), asking).status_code == 302
    assert MailRefusal.objects.count() == 1
    assert "Cho gửi thư trở lại" in clerk.get(reverse("dossiers:page", args=[dossier.pk])).content.decode()
    clerk.post(page("mail", dossier.pk), {"client_id": str(uuid4()), "wish": "allow"})
    assert not MailRefusal.objects.exists()
    assert clerk.post(page("mail", dossier.pk), {"wish": "x"}).status_code == 302
    assert signed_in("case_officer").post(page("mail", dossier.pk), asking).status_code == 403


def test_fake_letters_are_marked_as_fake_and_masked(signed_in, office, settings):
    stage.accepted(office)
    stage.react()
    duties.send_due(MONDAY)
    shown = signed_in("intake_officer").get(page("fakes")).content.decode()
    assert "không ai nhận được" in shown
    assert "đã tiếp nhận" in shown
    assert stage.MAIL not in shown
    settings.DEMO_ALLOWED = False
    assert signed_in("intake_officer").get(page("fakes")).status_code == 404


def test_trouble_with_the_server_is_said(signed_in, office):
    stage.accepted(office)
    stage.react()
    stage.send(stage.Puppet(ServerUnavailable("không nói chuyện được (TimeoutError)")))
    shown = signed_in("agency_admin").get(page("list")).content.decode()
    assert "Máy chủ thư không nhận thư" in shown
    assert "1 thư đang chờ" in shown


def test_what_will_be_late_stands_on_the_first_page(signed_in, office):
    dossier = stage.accepted(office)
    friday = MONDAY + timedelta(days=4)
    remind_holders(friday)
    with clock.frozen_at(friday):
        shown = signed_in("approver").get(reverse("desk:home")).content.decode()
        assert "Sắp đến hạn, chưa xin lỗi" in shown
        assert dossier.code in shown
        assert dossier.code not in signed_in("clerk").get(reverse("desk:home")).content.decode()
