"""The counter bar and the page of the hall: who sees them, what their buttons do, by pages alone."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from motcua.casework.dossiers.tests.factories import ROLES
from motcua.channels.kiosk.tests.stage import machine, open_hall
from motcua.directory.devices.models import Device
from motcua.facilities.floor.queries import bar_of
from motcua.facilities.halls.actions import By
from motcua.facilities.queueing import actions as queueing
from motcua.facilities.queueing.models import ServiceRequest
from motcua.facilities.queueing.tests.stage import wrong
from motcua.kernel import clock

pytestmark = pytest.mark.django_db
COUNTER = "/desk/quay/"


@pytest.fixture
def stage():
    return open_hall(2)


@pytest.fixture
def clerk(client, stage):
    client.force_login(stage.officers[0].account)
    return client


def ticket(stage, letter: str = "A", **asked) -> ServiceRequest:
    said = queueing.Asked(group_id=stage.groups[letter].pk, **asked)
    visit = queueing.issue(hall_id=stage.hall.pk, asked=said, by=By(None, clock.now()))
    queueing.confirm(visit_id=visit.pk, by=By(None, clock.now()))
    return visit.requests.get()


def press(client, page: str, verb: str, **said):
    """Send the form whose address ends in a verb, as a browser without scripts would."""
    html = client.get(page).content.decode()
    forms = re.findall(r"<form[^>]*action=\"([^\"]*)\"[^>]*>(.*?)</form>", html, re.DOTALL)
    action, inside = next((a, b) for a, b in forms if a.endswith(f"/{verb}/"))
    fields = dict(re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"', inside))
    return client.post(action, fields | said)


def test_called_served_and_finished_by_pages_alone(stage, clerk):
    row = ticket(stage)
    page = clerk.get(COUNTER).content.decode()
    assert "A001" in page
    press(clerk, COUNTER, "next")
    assert "đang gọi" in clerk.get(COUNTER).content.decode()
    press(clerk, COUNTER, "recall")
    assert "gọi lần 2" in clerk.get(COUNTER).content.decode()
    started = press(clerk, COUNTER, "start")
    assert started["Location"] == reverse("intake:choose"), "serving begins where dossiers are taken in"
    press(clerk, COUNTER, "hold")
    press(clerk, COUNTER, "resume")
    press(clerk, COUNTER, "finish")
    row.refresh_from_db()
    assert row.state == "done"
    press(clerk, COUNTER, "reopen")
    row.refresh_from_db()
    assert row.state == "serving"
    assert wrong() == []


def test_out_of_order_only_with_a_reason_and_quick_ones(stage, clerk):
    ticket(stage)
    second = ticket(stage)
    html = clerk.get(COUNTER).content.decode()
    assert "Lý do gọi trước" in html
    call = reverse("queueing:at_counter", args=[stage.counters[0].pk, "call"])
    fields = re.search(r'action="[^"]*/call/".*?name="client_id" value="([^"]+)"', html, re.DOTALL)
    refused = clerk.post(call, {"client_id": fields[1], "request": second.pk, "next": COUNTER, "reason": ""})
    assert refused.status_code == 422
    clerk.post(call, {"client_id": fields[1], "request": second.pk, "next": COUNTER, "reason": "health"})
    second.refresh_from_db()
    assert second.state == "called"
    press(clerk, COUNTER, "put-back")
    press(clerk, COUNTER, "quick", group=str(stage.groups["A"].pk))
    assert ServiceRequest.objects.filter(state="serving", label="").count() == 1


def test_the_bar_stands_over_intake_for_who_sits_at_a_counter(stage, clerk):
    page = clerk.get(reverse("intake:choose")).content.decode()
    assert 'id="counter-bar"' in page
    press(clerk, COUNTER, "give-up")
    assert 'id="counter-bar"' not in clerk.get(reverse("intake:choose")).content.decode()
    assert "Chọn quầy" in clerk.get(COUNTER).content.decode()
    press(clerk, COUNTER, "take")
    assert bar_of(stage.officers[0], clock.now()) is not None


def test_who_comes_to_the_counter_and_to_the_hall(client, stage):
    hall = reverse("floor:hall", args=[stage.hall.pk])
    for role in ROLES:
        client.force_login(stage.office.officers[role].account)
        assert client.get(COUNTER).status_code == (200 if role == "intake_officer" else 403), role
        runs = role in ("division_head", "approver", "agency_admin", "system_admin")
        assert client.get(hall).status_code == (200 if runs else 404), role
    other = open_hall(1)
    client.force_login(other.office.officers["approver"].account)
    assert client.get(hall).status_code == 404
    client.logout()
    assert client.get(hall).status_code == client.get(COUNTER).status_code == 302


def test_whoever_runs_the_hall_pauses_helps_moves_and_tells(client, stage):
    machine(stage, "kiosk").post("/lay-so/goi-nguoi/")
    ticket(stage)
    client.force_login(stage.office.officers["division_head"].account)
    hall = reverse("floor:hall", args=[stage.hall.pk])
    assert client.get(reverse("floor:halls")).status_code == 302
    assert "có người gọi giúp" in client.get(hall).content.decode()
    press(client, hall, "helped")
    assert Device.objects.get().help_at is None
    press(client, hall, "pause")
    assert "Đang tạm ngừng phát số" in client.get(hall).content.decode()
    press(client, hall, "go-on")
    press(client, hall, "move-group", to_group=str(stage.groups["B"].pk))
    assert ServiceRequest.objects.get().group_id == stage.groups["B"].pk
    press(client, hall, "notice", text="Quầy 2 nghỉ", until="23:59")
    assert "Quầy 2 nghỉ" in client.get(f"{hall}?part=1").content.decode()
    press(client, hall, "withdraw-notice")
    assert "Quầy 2 nghỉ" not in client.get(hall).content.decode()
    assert wrong() == []


def test_a_day_is_ended_and_opened_again_by_pages_alone(client, stage):
    row = ticket(stage)
    client.force_login(stage.office.officers["division_head"].account)
    hall = reverse("floor:hall", args=[stage.hall.pk])
    press(client, hall, "close-day")
    assert "Ngày lấy số hôm nay đã kết thúc" in client.get(hall).content.decode()
    row.refresh_from_db()
    assert row.state == "left"
    refused = press(client, hall, "reopen-day", reason="")
    assert refused.status_code == 422
    assert "Hãy ghi lý do mở lại" in refused.content.decode()
    press(client, hall, "reopen-day", reason="Bấm nhầm")
    row.refresh_from_db()
    assert row.state == "waiting"
    assert "Kết thúc ngày lấy số" in client.get(f"{hall}?part=1").content.decode()
    assert wrong() == []
