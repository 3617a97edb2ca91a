"""The pages on which a hall is laid down."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers.tests.factories import LONG_AGO, MONDAY, ROLES, make_office
from motcua.directory.agencies.actions.add_place import (
    NewCounter,
    NewServicePoint,
    add_counter,
    add_service_point,
)
from motcua.directory.agencies.models import OneStop
from motcua.facilities.halls.models import Group, Hall, HallCounter
from motcua.kernel import clock
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday():
    with clock.frozen_at(MONDAY):
        yield


@pytest.fixture
def office():
    office = make_office()
    one_stop = OneStop.objects.get(agency=office.center)
    add_counter(one_stop=one_stop, new=NewCounter(number=1, valid_from=LONG_AGO), at=MONDAY)
    return office


@pytest.fixture
def client(office) -> Client:
    client = Client()
    client.force_login(office.officers["agency_admin"].account)
    return client


def _post(client: Client, door: str, /, *args: int, **fields):
    return client.post(reverse(f"halls:{door}", args=args), {"client_id": str(uuid4())} | fields)


def _opened(client: Client, office) -> Hall:
    one_stop = OneStop.objects.get(agency=office.center)
    assert _post(client, "open", one_stop.pk).status_code == 302
    return Hall.objects.get()


RULES = {
    "valid_from": "06/10/2026", "day0": "07:30-11:00", "day1": "07:30-11:00, 13:30-17:00",
    "closing_message": "Mời ông/bà đến vào ngày mai.", "day_ends": "18:30",
    "classes": "Người từ 75 tuổi trở lên\n2. Người có công với cách mạng",
    "most_a_day": "2", "slot_minutes": "30", "slot_places": "3", "days_ahead": "6",
}  # fmt: skip


def test_a_hall_is_laid_down(client, office):
    hall = _opened(client, office)
    fields = {"letter": "b", "name": "Hộ tịch", "minutes": "12", "sectors": "Hộ tịch\nHộ tịch\n"}
    assert _post(client, "new_group", hall.pk, **fields).status_code == 302
    group = Group.objects.get()
    assert (group.letter, group.minutes, group.sectors) == ("B", 12, ["Hộ tịch"])
    assert (
        _post(client, "group", hall.pk, group.pk, **fields | {"name": "Hộ tịch, cư trú"}).status_code == 302
    )
    counter = HallCounter.objects.get()
    assert _post(client, "counter", hall.pk, counter.pk, letters="b", day0="07:30-11:30").status_code == 302
    counter.refresh_from_db()
    assert (counter.group_ids, counter.plan[0], counter.plan[1]) == ([group.pk], [[450, 690]], [])
    assert _post(client, "rules", hall.pk, **RULES).status_code == 302
    hall.refresh_from_db()
    assert hall.rules_on(date(2026, 10, 5)).classes[1].code == "pregnant", "until then the usual ones"
    laid = hall.rules_on(date(2026, 10, 6))
    assert [(one.code, one.rank) for one in laid.classes] == [("elderly", 1), ("nguoi_co_con", 2)]
    assert not laid.follows_calendar
    assert laid.day_ends == 18 * 60 + 30
    shown = client.get(reverse("halls:hall", args=[hall.pk])).content.decode()
    assert "Hộ tịch, cư trú" in shown
    assert "Phiên bản 1 áp dụng từ 06/10/2026" in shown
    filled = client.get(reverse("halls:counter", args=[hall.pk, counter.pk])).content.decode()
    assert 'value="07:30-11:30"' in filled
    assert [str(found) for found in verify() if found.subject.startswith("hall")] == []


@pytest.mark.parametrize(
    ("name", "changes", "said"),
    [
        ("new_group", {"letter": "Đ"}, "từ A đến Z"),
        ("new_group", {"minutes": "0"}, "Ít nhất là 1"),
        ("new_group", {"name": ""}, "Chưa điền"),
        ("rules", {"day0": "7h"}, "Giờ phải viết như"),
        ("rules", {"day0": "", "day1": ""}, "Ít nhất một ngày"),
        ("rules", {"valid_from": "04/10/2026"}, "từ hôm nay trở đi"),
        ("rules", {"day_ends": "25:00"}, "Giờ phải có dạng"),
        ("rules", {"classes": "A\n2. A"}, "Mỗi diện viết một lần"),
        ("rules", {"slot_minutes": "2"}, "Ít nhất là 5"),
    ],
)
def test_bad_input_is_told_at_the_field(client, office, name, changes, said):
    hall = _opened(client, office)
    fields = RULES if name == "rules" else {"letter": "A", "name": "Hộ tịch", "minutes": "5"}
    answer = _post(client, name, hall.pk, **fields | changes)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    hall.refresh_from_db()
    assert not hall.rules_versions
    assert not Group.objects.exists()


def test_letters_are_given_once_and_counters_know_their_groups(client, office):
    hall = _opened(client, office)
    fields = {"letter": "A", "name": "Hộ tịch", "minutes": "5"}
    _post(client, "new_group", hall.pk, **fields)
    again = _post(client, "new_group", hall.pk, **fields)
    assert "đã dùng cho một nhóm khác" in again.content.decode()
    wrong = _post(client, "counter", hall.pk, HallCounter.objects.get().pk, letters="A, Z")
    assert "Sảnh không có nhóm Z" in wrong.content.decode()


def test_points_have_halls_of_their_own_and_a_hall_opens_once(client, office):
    hall = _opened(client, office)
    one_stop = hall.one_stop
    new = NewServicePoint(name="Điểm Thử", phone="", address="", valid_from=LONG_AGO)
    point = add_service_point(one_stop=one_stop, new=new, at=MONDAY)
    assert "Mở sảnh tại Điểm Thử" in client.get(reverse("halls:halls")).content.decode()
    _post(client, "open_at_point", one_stop.pk, point.pk)
    assert Hall.objects.count() == 2
    again = client.post(reverse("halls:open", args=[one_stop.pk]), {"client_id": str(uuid4())}, follow=True)
    assert "đã có sảnh" in again.content.decode()
    assert Hall.objects.count() == 2


@pytest.mark.parametrize("role", ROLES)
def test_who_may_lay_down(client, office, role):
    hall = _opened(client, office)
    officer = Client()
    officer.force_login(office.officers[role].account)
    # The administrator of the committee looks after its one-stop too.
    expected = 200 if role in ("agency_admin", "system_admin") else 403
    for name, args in (("halls", ()), ("hall", (hall.pk,)), ("rules", (hall.pk,)), ("new_group", (hall.pk,))):
        assert officer.get(reverse(f"halls:{name}", args=args)).status_code == expected
    other = Client()
    other.force_login(make_office("Khác").officers["agency_admin"].account)
    assert other.get(reverse("halls:hall", args=[hall.pk])).status_code == 404
    assert _post(other, "rules", hall.pk, **RULES).status_code == 404
    assert _post(other, "open", hall.one_stop_id).status_code == 404
