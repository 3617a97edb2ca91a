"""The doors: who may come in, what they answer, once."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers.tests.factories import ROLES, make_office
from motcua.facilities.halls.models import Hall, HallCounter, HallStatement
from motcua.facilities.queueing.models import ServiceRequest, Visit
from motcua.facilities.queueing.tests.stage import make_hall, minutes, wrong
from motcua.kernel import clock
from motcua.kernel.events.models import Event

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}
SUPERVISORS = {"division_head", "approver", "agency_admin", "system_admin"}


@pytest.fixture(autouse=True)
def morning():
    with clock.frozen_at(minutes(10)):
        yield


def _client(officer) -> Client:
    client = Client(headers=JSON)
    client.force_login(officer.account)
    return client


def _counter(stage, verb: str, seat: int = 0, client: Client | None = None, **fields):
    address = reverse("queueing:at_counter", args=[stage.counters[seat].pk, verb])
    who = client or _client(stage.officers[seat])
    return who.post(address, {"client_id": str(uuid4())} | fields)


def _hall(stage, verb: str, client: Client, **fields):
    address = reverse("queueing:in_hall", args=[stage.hall.pk, verb])
    return client.post(address, {"client_id": str(uuid4())} | fields)


def test_a_person_from_number_to_end_by_doors(stage):
    officer = _client(stage.officers[0])
    issued = _hall(stage, "issue", officer, group=stage.groups["A"].pk).json()
    assert (issued["letter"], issued["number"]) == ("A", 1)
    _hall(stage, "confirm", officer, visit=issued["visit"])
    called = _counter(stage, "next").json()
    assert (called["label"], called["state"], called["visit"]) == ("A001", "called", issued["visit"])
    assert _counter(stage, "start", request=called["request"]).json()["state"] == "serving"
    assert _counter(stage, "finish", request=called["request"]).json()["state"] == "done"
    assert wrong() == []


def test_pressed_twice_is_called_once(stage):
    stage.ticket(), stage.ticket()
    fields = {"client_id": str(uuid4())}
    answers = [_counter(stage, "next", **fields).json() for _again in range(2)]
    assert answers[0] == answers[1]
    assert Event.objects.filter(kind="queueing.called").count() == 1


def test_a_page_is_sent_back_and_never_elsewhere(stage):
    stage.ticket(), stage.ticket()
    page = Client()
    page.force_login(stage.officers[0].account)
    assert _counter(stage, "next", client=page, next="/desk/intake/").url == "/desk/intake/"
    row = ServiceRequest.objects.get(state="called")
    away = _counter(stage, "finish", client=page, request=row.pk, next="https://xau.vn/")
    assert away.url == "/desk/"


def test_refusals_say_why_and_change_nothing(stage):
    answer = _counter(stage, "next")
    assert answer.status_code == 422
    assert "Không còn ai chờ" in answer.json()["error"]
    page = Client()
    page.force_login(stage.officers[0].account)
    shown = _counter(stage, "next", client=page)
    assert shown.status_code == 422
    assert "Không còn ai chờ" in shown.content.decode()
    stage.ticket(at=0)
    last = stage.ticket(at=1)
    assert "lý do" in _counter(stage, "call", request=last.pk).json()["error"]
    for bad in ("", "x", "-1", "9" * 30):
        assert _counter(stage, "start", request=bad).status_code == 422
    assert not Event.objects.filter(kind="queueing.called").exists()


@pytest.mark.parametrize("role", ROLES)
def test_who_may_press_the_buttons_of_a_counter(stage, role):
    stage.ticket()
    answer = _counter(stage, "next", client=_client(stage.office.officers[role]))
    if role == "intake_officer":
        assert answer.status_code == 200
    else:
        assert answer.status_code == (403 if role in SUPERVISORS else 404)
        assert not Event.objects.filter(kind="queueing.called").exists()


@pytest.mark.parametrize("role", ROLES)
def test_who_may_run_the_hall(stage, role):
    answer = _hall(stage, "pause", _client(stage.office.officers[role]))
    paused = Hall.objects.get(pk=stage.hall.pk).paused_at is not None
    assert paused == (role in SUPERVISORS)
    if role not in SUPERVISORS:
        assert answer.status_code == (403 if role == "intake_officer" else 404)


@pytest.mark.parametrize("role", sorted(SUPERVISORS - {"system_admin"} | {"intake_officer"}))
def test_officers_of_another_office_find_nothing(stage, role):
    other = _client(make_office("Khác").officers[role])
    assert _counter(stage, "take", client=other).status_code == 404
    assert _hall(stage, "pause", other).status_code == 404


def test_nobody_acts_on_numbers_of_another_hall(stage):
    elsewhere = make_hall(1, office=make_office("Khác"))
    row = elsewhere.ticket()
    for verb in ("back", "leave", "coming"):
        answer = _counter(stage, verb, request=row.pk, reason="asked")
        assert answer.status_code == 422
    head = _client(stage.office.officers["division_head"])
    assert _hall(stage, "free", head, counter=elsewhere.counters[0].pk).status_code == 422
    assert HallCounter.objects.get(pk=elsewhere.counters[0].pk).officer_id is not None


def test_anonymous_people_are_sent_to_sign_in(stage):
    answer = _counter(stage, "next", client=Client())
    assert answer.status_code == 302
    assert "sign-in" in answer.url or "next=" in answer.url


def test_a_supervisor_runs_the_hall(stage):
    head = _client(stage.office.officers["division_head"])
    row = stage.ticket("A")
    moved = _hall(stage, "move", head, request=row.pk, group=stage.groups["B"].pk).json()
    assert moved["group"] == stage.groups["B"].pk
    ids = {name: stage.groups[letter].pk for name, letter in (("from_group", "B"), ("to_group", "A"))}
    assert _hall(stage, "move-group", head, **ids).status_code == 200
    assert _hall(stage, "notice", head, text="Quầy 1 nghỉ 10 phút", until="11:00").status_code == 200
    said = HallStatement.objects.get()
    assert _hall(stage, "withdraw-notice", head, notice=str(said.pk)).status_code == 200
    assert _hall(stage, "withdraw-notice", head, notice=str(said.pk)).status_code == 422
    counter = stage.counters[0].pk
    assert _hall(stage, "switch", head, counter=counter, is_open="no", until="10:00").status_code == 200
    assert not HallCounter.objects.get(pk=counter).opens_at(minutes(10))
    assert _hall(stage, "switch", head, counter=counter, is_open="no", until="08:00").status_code == 422
    assert _counter(stage, "help").status_code == 200
    assert _hall(stage, "helped", head, counter=counter).status_code == 200
    assert _hall(stage, "free", head, counter=counter).status_code == 200
    assert HallCounter.objects.get(pk=counter).officer_id is None
    assert _hall(stage, "close-day", head).status_code == 200
    assert Visit.objects.get(pk=row.visit_id).ended_at is not None
    assert wrong() == []
