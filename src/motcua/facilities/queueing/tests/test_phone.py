"""A number on a telephone: taken without a machine, looked at while it moves, given up; floods end early."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from motcua.channels.kiosk.tests.stage import open_hall
from motcua.facilities.halls.actions import By
from motcua.facilities.queueing import actions
from motcua.facilities.queueing.models import Visit
from motcua.facilities.queueing.tests.stage import wrong
from motcua.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    return open_hall(1)


def take(stage, client: Client, letter: str = "A", **said):
    said = {"client_id": str(uuid4()), "group": stage.groups[letter].pk} | said
    return client.post(f"/so/lay/{stage.hall.pk}/", said)


def test_taken_seen_called_and_served(stage):
    phone, other = Client(), Client()
    assert str(stage.hall) in phone.get("/so/").content.decode()
    take(stage, other)
    address = take(stage, phone)["Location"]
    assert "Trước ông/bà còn" in phone.get(address).content.decode()
    by = By(stage.officers[0].pk, clock.now())
    for _ in range(2):
        row = actions.call_next(counter_id=stage.counters[0].pk, by=by)
        part = phone.get(f"{address}?part=1").content.decode()
        if row.label == "A002":
            assert "quầy 1" in part
        actions.start(request_id=row.pk, by=by)
        actions.finish(request_id=row.pk, by=by)
    assert "Đã phục vụ xong" in phone.get(address).content.decode()
    assert wrong() == []


def test_given_up_once_and_those_behind_move_up(stage):
    first, second = Client(), Client()
    address = take(stage, first)["Location"]
    behind = take(stage, second)["Location"]
    for _ in range(2):
        first.post(f"{address}ve/")
    assert "Lượt này đã kết thúc" in first.get(address).content.decode()
    assert "Sắp đến lượt" in second.get(behind).content.decode()
    assert wrong() == []


def test_one_telephone_takes_few_and_is_told_where_to_go(stage):
    phone = Client()
    answers = [take(stage, phone) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [302] * 4 + [429]
    assert "nhờ cán bộ hướng dẫn" in answers[-1].content.decode()


def test_an_address_that_forgets_its_cookies_is_stopped_too(stage):
    answers = [take(stage, Client()).status_code for _ in range(41)]
    assert answers[-2:] == [302, 429]


@pytest.mark.parametrize("said", [{"group": ""}, {"group": "x"}, {"group": "999"}, {"client_id": "x"}])
def test_bad_input_takes_nothing(stage, said):
    answer = take(stage, Client(), **said)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not Visit.objects.exists()


def test_nothing_is_found_under_what_is_no_ticket(client):
    for address in ("/so/0/", "/so/" + "f" * 32 + "/", "/so/" + "x" * 300 + "/phieu/", "/so/lay/77/"):
        assert client.get(address).status_code == 404
    assert client.post("/so/" + "f" * 32 + "/ve/").status_code == 404
