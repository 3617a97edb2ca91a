"""Visits are rated at the counter's tablet: idle, asked, one tap, thanked, idle again; times stand beside results."""

import re

import pytest
from django.urls import reverse

from motcua.casework.ratings import queries, sources
from motcua.casework.ratings.models import Rating
from motcua.casework.ratings.times import mean_minutes
from motcua.directory.agencies.models import OneStop
from motcua.directory.devices.actions import NewDevice, add_device, issue_code, pair_device
from motcua.directory.devices.doors import COOKIE
from motcua.facilities.queueing.models import ServiceRequest, Visit
from motcua.facilities.queueing.tests.stage import make_hall, minutes, wrong
from motcua.kernel import clock

pytestmark = pytest.mark.django_db
SHOW = "/danh-gia-tai-quay/"


@pytest.fixture
def hall():
    return make_hall()


@pytest.fixture
def tablet(client, hall):
    """A paired tablet at the first counter."""
    one_stop = OneStop.objects.get(agency=hall.office.center)
    new = NewDevice(kind="rating", name="Máy quầy 1", counter_ids=(hall.counters[0].pk,))
    device = add_device(one_stop=one_stop, new=new, at=minutes(0))
    _device, token = pair_device(code=issue_code(device_id=device.pk, at=minutes(0)), at=minutes(0))
    client.cookies[COOKIE] = token
    return client


def served(hall, seat=0, at=1.0, until=5.0) -> Visit:
    hall.ticket("A", at)
    return hall.serve(seat, at, until).visit


def token_of(visit):
    visit.refresh_from_db()
    return sources.visit_token(visit)


def test_no_device_no_question(client, hall):
    served(hall)
    assert client.get(SHOW).status_code == 302
    assert client.post(reverse("ratings_tablet:rate", args=["v1-" + "0" * 32])).status_code == 401


def test_it_waits_asks_thanks_and_waits(tablet, hall):
    with clock.frozen_at(minutes(1)):
        idle = tablet.get(SHOW)
        assert idle["Refresh"].startswith("3;")
        assert "level" not in idle.content.decode()
    visit = served(hall)
    with clock.frozen_at(minutes(6)):
        page = tablet.get(SHOW)
        assert page.content.decode().count('name="level"') == 5
        scripts = re.findall(r"<script[^>]*>", page.content.decode())
        assert [tag for tag in scripts if "devices/offline.js" not in tag] == []  # that one is for cuts only
        done = tablet.post(reverse("ratings_tablet:rate", args=[token_of(visit)]), {"level": 4})
        assert done["Refresh"].endswith(SHOW)
        row = Rating.objects.get()
        assert (row.door, row.source, row.counter_id) == ("tablet", "visit", hall.counters[0].pk)
        assert list(row.officers.values_list("officer_id", flat=True)) == [hall.officers[0].pk]
        more = tablet.post(reverse("ratings_tablet:details", args=[token_of(visit)]), {"c_time": 2})
        assert more["Refresh"].startswith("8;")
        assert tablet.get(SHOW)["Refresh"].startswith("3;")
        again = tablet.post(reverse("ratings_tablet:rate", args=[token_of(visit)]), {"level": 1})
        assert "rồi" in again.content.decode()
    assert Rating.objects.get().follow_up.agency_id == hall.office.center.pk
    assert not wrong()


def test_it_asks_only_at_its_counter_and_while_they_stand_there(tablet, hall):
    visit = served(hall, seat=1)
    with clock.frozen_at(minutes(6)):
        assert tablet.get(SHOW)["Refresh"].startswith("3;")
    served(hall, seat=0, at=7, until=8)
    with clock.frozen_at(minutes(12)):
        assert tablet.get(SHOW)["Refresh"].startswith("3;")
    assert token_of(visit)


def test_whoever_does_not_want_to_is_left_in_peace(tablet, hall):
    visit = served(hall)
    with clock.frozen_at(minutes(6)):
        answer = tablet.get(SHOW, {"xong": token_of(visit)})
        assert answer["Refresh"] == f"3; url={SHOW}?xong={token_of(visit)}"
        assert (
            tablet.post(reverse("ratings_tablet:rate", args=[token_of(visit)]), {"level": 9}).status_code
            == 200
        )
    assert not Rating.objects.exists()


def test_a_visit_is_rated_when_it_is_over_and_by_its_own_token(client, hall):
    row = hall.ticket("A", 1)
    assert token_of(row.visit) == ""
    visit = served(hall, at=2)
    other = served(hall, at=6, until=7)
    forged = token_of(visit).replace(f"v{visit.pk}", f"v{other.pk}")
    assert sources.served_by_token(forged) is None
    with clock.frozen_at(minutes(8)):
        assert (
            client.post(reverse("ratings_public:rate", args=[token_of(visit)]), {"level": 5}).status_code
            == 200
        )
        assert client.post(reverse("ratings_public:rate", args=[forged]), {"level": 5}).status_code == 404
    assert Rating.objects.count() == 1


def test_waits_and_service_stand_beside_ratings(hall):
    served(hall, at=0, until=4)
    hall.ticket("A", 10)
    row = hall.next(0, 16)
    assert ServiceRequest.objects.get(pk=row.pk).counter_id == hall.counters[0].pk
    day = minutes(0).astimezone(clock.VIETNAM).date()
    assert mean_minutes("counter_id", "serving", day, day) == {hall.counters[0].pk: 4.0}
    assert mean_minutes("agency_id", "waiting", day, day) == {hall.office.center.pk: 3.0}
    ids, span = {hall.office.center.pk}, queries.Span(day, day)
    line = queries.by_agency(queries.ratings_in(ids, span), ids, span)[0]
    assert (line.of, line.wait, line.service) == (1, 3.0, 4.0)
