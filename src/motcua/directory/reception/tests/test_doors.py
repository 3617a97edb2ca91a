"""Every door of one-stops, for every role: who comes in and who does not."""

import pytest
from django.urls import reverse

from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.tests.factories import (
    make_counter,
    make_officer,
    make_one_stop,
    make_point,
    sign_in,
)
from motcua.directory.reception.desk import urls

pytestmark = pytest.mark.django_db

ADMINS = frozenset({"agency_admin", "system_admin"})
PAGES = {"one_stops": "", "one_stop": "one_stop"}
FORMS = {
    "open_one_stop": "",
    "change_one_stop": "one_stop",
    "close_one_stop": "one_stop",
    "add_service_point": "one_stop",
    "change_service_point": "point",
    "close_service_point": "point",
    "add_counter": "one_stop",
    "change_counter": "counter",
    "close_counter": "counter",
}


@pytest.fixture
def places():
    one_stop = make_one_stop()
    return {"one_stop": one_stop, "point": make_point(one_stop), "counter": make_counter(one_stop)}


@pytest.mark.parametrize("who", ["anonymous", "no role", *sorted(role.value for role in Role)])
def test_who_comes_in(client, places, who):
    if who != "anonymous":
        sign_in(client, make_officer(None if who == "no role" else who, places["one_stop"].serves))
    for name, place in (PAGES | FORMS).items():
        address = reverse(f"reception:{name}", args=[places[place].pk] if place else [])
        for method in ("get", "post") if name in FORMS else ("get",):
            response = getattr(client, method)(address, {"asked": "1"})
            if who == "anonymous":
                assert response.status_code == 302, (name, method)
                assert response.url.startswith(reverse("identity:sign_in")), (name, method)
            elif who in ADMINS:
                assert response.status_code == (200 if method == "get" else 422), (name, method, who)
            else:
                assert response.status_code == 403, (name, method, who)


def test_the_table_names_every_door():
    known = {pattern.name for pattern in urls.urlpatterns}
    calendar_doors = {name for name in known if "calendar" in name}  # their own tests look after them
    assert known - calendar_doors == {*PAGES, *FORMS}
