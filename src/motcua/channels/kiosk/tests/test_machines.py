"""Machines of the hall: the display shows calls, the kiosk gives numbers that count once they are held."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from motcua.channels.kiosk.board import board_of
from motcua.channels.kiosk.tests.stage import machine, open_hall
from motcua.directory.devices.models import Device
from motcua.facilities.halls import actions as halls
from motcua.facilities.halls.actions import By
from motcua.facilities.printing.tests.stage import make_printer, turn
from motcua.facilities.queueing import actions as queueing
from motcua.facilities.queueing.models import ServiceRequest, Visit
from motcua.facilities.queueing.queries import snapshot
from motcua.facilities.queueing.tests.stage import wrong
from motcua.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    return open_hall(3)


def by(stage, seat: int = 0) -> By:
    return By(stage.officers[seat].pk, clock.now())


def ticket(stage, letter: str = "A") -> ServiceRequest:
    """A number taken now and held."""
    asked = queueing.Asked(group_id=stage.groups[letter].pk)
    visit = queueing.issue(hall_id=stage.hall.pk, asked=asked, by=By(None, clock.now()))
    queueing.confirm(visit_id=visit.pk, by=By(None, clock.now()))
    return visit.requests.get()


def call(stage, seat: int = 0) -> ServiceRequest:
    return queueing.call_next(counter_id=stage.counters[seat].pk, by=by(stage, seat))


def take(client, stage, letter: str = "A", **said):
    said = {"client_id": str(uuid4()), "group": stage.groups[letter].pk} | said
    return client.post("/lay-so/lay/", said)


class TestDisplay:
    def test_a_call_is_shown_with_its_counter(self, stage):
        client = machine(stage, "display")
        assert "Chưa gọi số mới" in client.get("/bang-goi-so/").content.decode()
        ticket(stage)
        row = call(stage, 1)
        part = client.get("/bang-goi-so/?part=1").content.decode()
        assert re.search(rf"<b>{row.label}</b>.*?Quầy.*?<b>2</b>", part, re.DOTALL)
        assert f'data-call="{row.pk}-1"' in part

    def test_calling_again_is_another_call_of_the_same_number(self, stage):
        ticket(stage)
        row = call(stage)
        queueing.recall(request_id=row.pk, by=by(stage))
        board = board_of(stage.hall, snapshot(stage.hall.pk, clock.now()), (), clock.now())
        assert (board.first.times, board.first.key) == (2, f"{row.pk}-2")
        assert all(isinstance(url, str) for url in json.loads(board.first.clips))

    def test_only_the_chosen_counters_stand_on_it(self, stage):
        client = machine(stage, "display", counter_ids=[stage.counters[0].pk])
        ticket(stage)
        call(stage, 1)
        page = client.get("/bang-goi-so/").content.decode()
        assert "Chưa gọi số mới" in page
        assert page.count('class="board-place"') == 1

    def test_an_old_call_is_no_longer_the_one_to_follow(self, stage):
        ticket(stage)
        call(stage)
        later = clock.now() + timedelta(minutes=3)
        board = board_of(stage.hall, snapshot(stage.hall.pk, later), (), later)
        assert board.first is None
        assert [one.label for one in board.before] == ["A001"]

    def test_missed_numbers_and_notices_are_told(self, stage):
        ticket(stage)
        row = call(stage)
        for _ in range(2):
            queueing.recall(request_id=row.pk, by=by(stage))
        late = By(stage.officers[0].pk, clock.now() + timedelta(minutes=3))
        queueing.absent(request_id=row.pk, by=late)
        until = clock.now() + timedelta(hours=1)
        halls.post_notice(
            hall_id=stage.hall.pk, text="Quầy 3 <b>chuyển</b> tầng 2", until=until, by=by(stage)
        )
        page = machine(stage, "display").get("/bang-goi-so/").content.decode()
        assert "Lỡ lượt" in page
        assert "Quầy 3 &lt;b&gt;chuyển&lt;/b&gt; tầng 2" in page

    def test_a_one_stop_without_a_hall_says_so(self, stage):
        other = machine(stage, "display")
        Device.objects.update(service_point=None)
        assert other.get("/bang-goi-so/").status_code == 200
        ServiceRequest.objects.all()
        client = Client()
        assert client.get("/bang-goi-so/").status_code == 302, "a stranger is sent to be paired"
        assert client.get("/bang-goi-so/?part=1").status_code == 401

    def test_the_same_for_officers_of_the_hall_only(self, stage, client):
        address = f"/desk/halls/{stage.hall.pk}/display/"
        assert client.get(address).status_code == 302
        client.force_login(stage.officers[0].account)
        assert client.get(address).status_code == 200
        other = open_hall(1)
        client.force_login(other.officers[0].account)
        assert client.get(address).status_code == 404


class TestKiosk:
    def test_one_touch_takes_a_number_that_counts_once_it_is_held(self, stage):
        client = machine(stage, "kiosk")
        assert "Mời ông/bà lấy số" in client.get("/lay-so/").content.decode()
        address = take(client, stage)["Location"]
        assert "Số chỉ được tính khi" in client.get(address).content.decode()
        with pytest.raises(queueing.NobodyWaits):
            call(stage)
        visit = Visit.objects.get()
        Client().post(f"/so/{visit.token}/giu/")
        page = client.get(address).content.decode()
        assert "A001" in page
        assert call(stage).label == "A001"
        assert wrong() == []

    def test_paper_in_the_hand_counts_too(self, stage):
        client = machine(stage, "kiosk")
        address = take(client, stage)["Location"]
        assert "A001" in client.get(f"/so/{Visit.objects.get().token}/phieu/").content.decode()
        client.post(f"{address}da-in/")
        assert ServiceRequest.objects.get().state == "waiting"

    def test_pressed_twice_it_is_one_number(self, stage):
        client = machine(stage, "kiosk")
        said = {"client_id": str(uuid4())}
        assert {take(client, stage, **said)["Location"] for _ in range(2)}.__len__() == 1
        assert Visit.objects.count() == 1

    def test_who_goes_first_says_so_before(self, stage):
        client = machine(stage, "kiosk")
        assert "Phụ nữ mang thai" in client.get("/lay-so/uu-tien/").content.decode()
        take(client, stage, priority="pregnant")
        assert (ServiceRequest.objects.get().priority, ServiceRequest.objects.get().rank) == ("pregnant", 1)

    @pytest.mark.parametrize(
        "said",
        [{"group": ""}, {"group": "x"}, {"group": "999999"}, {"client_id": ""}, {"priority": "boss"}],
    )
    def test_what_no_screen_sends_takes_nothing(self, stage, said):
        answer = take(machine(stage, "kiosk"), stage, **said)
        assert answer.status_code == 422
        assert 'role="alert"' in answer.content.decode()
        assert not Visit.objects.exists()

    def test_a_stuck_key_is_stopped_with_a_human_way_round(self, stage):
        client = machine(stage, "kiosk")
        answers = [take(client, stage) for _ in range(21)]
        assert [answer.status_code for answer in answers[-2:]] == [302, 429]
        assert "gọi người giúp" in answers[-1].content.decode()

    def test_a_closed_hall_says_when_to_come(self, stage):
        halls.pause_issuing(hall_id=stage.hall.pk, by=by(stage))
        client = machine(stage, "kiosk")
        assert "Hiện không phát số" in client.get("/lay-so/").content.decode()
        assert take(client, stage).status_code == 422

    def test_a_person_is_called_to_the_machine(self, stage):
        client = machine(stage, "kiosk")
        assert "Cán bộ sẽ đến đây" in client.post("/lay-so/goi-nguoi/").content.decode()
        assert Device.objects.get().help_at is not None

    def test_a_number_of_another_hall_is_not_shown(self, stage):
        other = open_hall(1)
        visit = Visit.objects.get(pk=ticket(other).visit_id)
        assert machine(stage, "kiosk").get(f"/lay-so/{visit.token}/").status_code == 404

    def test_no_machine_opens_pages_of_another_kind(self, stage):
        assert machine(stage, "display").get("/lay-so/").status_code == 302
        assert machine(stage, "kiosk").get("/bang-goi-so/").status_code == 302


class TestPaper:
    @pytest.fixture(autouse=True)
    def printed(self, settings, tmp_path):
        settings.PRINTED_ROOT = tmp_path
        return tmp_path

    def test_the_paper_comes_out_and_the_number_counts(self, stage, printed):
        make_printer(stage.hall.one_stop)
        client = machine(stage, "kiosk")
        page = client.get(take(client, stage)["Location"]).content.decode()
        assert "A001" in page
        assert len(list(printed.iterdir())) == 1
        assert call(stage).label == "A001"

    def test_pressed_twice_one_paper(self, stage, printed):
        make_printer(stage.hall.one_stop)
        client, said = machine(stage, "kiosk"), {"client_id": str(uuid4())}
        assert take(client, stage, **said)["Location"] == take(client, stage, **said)["Location"]
        assert len(list(printed.iterdir())) == 1

    @pytest.mark.parametrize("state", ["no_paper", "unreachable", "broke_off"])
    def test_without_paper_the_screen_says_so_before_the_number_counts(self, stage, state):
        turn(make_printer(stage.hall.one_stop), state)
        client = machine(stage, "kiosk")
        page = client.get(take(client, stage)["Location"]).content.decode()
        assert "Máy in không ra được phiếu" in page
        with pytest.raises(queueing.NobodyWaits):
            call(stage)
        Client().post(f"/so/{Visit.objects.get().token}/giu/")
        assert call(stage).label == "A001", "the telephone saves it"

    def test_another_printer_helps_out(self, stage, printed):
        turn(make_printer(stage.hall.one_stop), "no_paper")
        make_printer(stage.hall.one_stop)
        client = machine(stage, "kiosk")
        assert "A001" in client.get(take(client, stage)["Location"]).content.decode()
