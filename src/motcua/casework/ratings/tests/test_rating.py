"""The citizen's way: one tap, details, once; forged and repeated tries; what the log and the rows keep."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from motcua.casework.dossiers import actions as dossiers
from motcua.casework.dossiers.tests import factories
from motcua.casework.dossiers.tests.factories import MONDAY, make_office
from motcua.casework.ratings.models import FollowUp, Mark, Rating, RatingStatement
from motcua.casework.ratings.rules import token_of
from motcua.casework.ratings.tests import stage
from motcua.kernel import clock
from motcua.kernel.events import log
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_ten():
    with clock.frozen_at(MONDAY + timedelta(hours=1, minutes=23)):
        yield


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def dossier(office):
    return stage.delivered(office)


def rate(client, token, level, **query):
    return client.post(reverse("ratings_public:rate", args=[token], query=query), {"level": level})


def test_one_tap_is_a_rating(client, office, dossier):
    token = stage.token(dossier)
    page = client.get(reverse("ratings_public:rate", args=[token])).content.decode()
    assert page.count('name="level"') == 5
    assert "<script" not in page
    answer = rate(client, token, 5)
    assert "Cảm ơn" in answer.content.decode()
    row = Rating.objects.get()
    assert (row.agency_id, row.competent_agency_id) == (office.center.pk, office.committee.pk)
    assert (row.on.isoformat(), row.hour) == ("2026-10-05", 10)
    assert list(row.officers.values_list("officer_id", flat=True)) == [office.officers["intake_officer"].pk]
    assert not FollowUp.objects.exists()
    assert not factories.differences()


def test_a_second_try_is_answered_kindly_and_changes_nothing(client, dossier):
    token = stage.token(dossier)
    rate(client, token, 4)
    before = list(Mark.objects.values_list("criterion", "level"))
    answer = rate(client, token, 1)
    assert answer.status_code == 200
    assert "đã đánh giá lần này rồi" in answer.content.decode()
    assert list(Mark.objects.values_list("criterion", "level")) == before
    assert not FollowUp.objects.exists()


def test_a_new_receipt_gives_no_second_rating(client, office):
    dossier = stage.ready(office)
    old = stage.token(dossier)
    rate(client, old, 4)
    dossiers.replace_pin(dossier_id=dossier.pk, by=office.by("intake_officer", clock.now()))
    new = stage.token(dossier)
    assert new != old
    assert rate(client, old, 1).status_code == 404
    assert "rồi" in rate(client, new, 1).content.decode()
    assert Rating.objects.count() == 1


@pytest.mark.parametrize("forge", [lambda t: t[:-1] + ("0" if t[-1] != "0" else "1"), lambda t: "v" + t[1:], lambda t: "h9" + t[t.index("-") :], lambda t: "h" + "9" * 18 + t[t.index("-") :]])  # fmt: skip
def test_a_forged_token_is_refused(client, dossier, forge):
    address = reverse("ratings_public:rate", args=[forge(stage.token(dossier))])
    assert client.get(address).status_code == client.post(address, {"level": 5}).status_code == 404
    assert not Rating.objects.exists()


def test_nothing_to_rate_before_the_end(client, office):
    dossier = factories.make_accepted(office)
    assert stage.token(dossier) == ""
    forced = token_of("h", dossier.pk, dossier.lookup_token)
    assert client.get(reverse("ratings_public:rate", args=[forced])).status_code == 404


@pytest.mark.parametrize("level", ["", "0", "6", "-1", "tốt", "1e0", "\x00", "9" * 200])
def test_bad_levels_are_said_and_change_nothing(client, dossier, level):
    answer = rate(client, stage.token(dossier), level)
    assert answer.status_code == 422
    assert "năm mức" in answer.content.decode()
    assert not Rating.objects.exists()


def test_details_come_once_on_the_same_day(client, dossier):
    token = stage.token(dossier)
    address = reverse("ratings_public:details", args=[token])
    assert "đã được gửi" in client.post(address, {"c_time": 5}).content.decode()  # no first tap yet
    rate(client, token, 4)
    said = {"c_time": "2", "c_officer": "", "text": "Chờ lâu, gọi tôi 0912 345 678"}
    assert client.post(address, said).status_code == 200
    assert dict(Mark.objects.values_list("criterion", "level")) == {"overall": 4, "time": 2}
    assert RatingStatement.objects.get().body["text"] == "Chờ lâu, gọi tôi •••"
    assert FollowUp.objects.count() == 1  # a low mark in the details counts too
    client.post(address, {"c_time": "5"})
    assert dict(Mark.objects.values_list("criterion", "level"))["time"] == 2
    assert not factories.differences()


def test_details_of_another_day_are_too_late(client, dossier):
    token = stage.token(dossier)
    rate(client, token, 4)
    with clock.frozen_at(MONDAY + timedelta(days=1)):
        client.post(reverse("ratings_public:details", args=[token]), {"c_time": "1"})
    assert Mark.objects.count() == 1


@pytest.mark.parametrize("said", [{"c_time": "9"}, {"text": "a" * 501}, {"text": "a\x00b"}])
def test_bad_details_are_said_at_the_field(client, dossier, said):
    token = stage.token(dossier)
    rate(client, token, 4)
    assert client.post(reverse("ratings_public:details", args=[token]), said).status_code == 422
    assert Mark.objects.count() == 1


def test_neither_row_nor_log_leads_back(client, dossier):
    token = stage.token(dossier)
    rate(client, token, 1)
    row = Rating.objects.get()
    for event in log.of(row.subject):
        kept = json.dumps(event.facts) + event.subject
        assert dossier.code not in kept
        assert token not in kept
        assert row.blind not in kept
        assert dossier.subject not in kept
        assert event.happened_at.minute == event.happened_at.second == 0
        assert event.actor_id is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM ratings_rating")
        cells = [str(cell) for line in cursor.fetchall() for cell in line]
    assert not {token, dossier.code, dossier.lookup_token} & set(cells)
    assert not [e for e in log.of(dossier.subject) if e.kind.startswith("ratings.")]


def test_the_hall_asks_for_the_receipt_and_comes_back(client, dossier):
    dossier.refresh_from_db()
    hall = reverse("ratings_public:hall")
    wrong = client.post(hall, {"code": dossier.code, "pin": "000000"})
    assert wrong.status_code == 404
    there = client.post(hall, {"code": dossier.code, "pin": dossier.pin})
    answer = client.post(there["Location"], {"level": 4})
    assert Rating.objects.get().door == "hall"
    assert hall in answer.content.decode()
    done = client.post(reverse("ratings_public:details", args=[stage.token(dossier)], query={"tai": "sanh"}))
    assert done["Refresh"].endswith(hall)


def test_an_unfinished_dossier_is_told_so(client, office):
    dossier = factories.make_accepted(office)
    answer = client.post(reverse("ratings_public:start"), {"code": dossier.code, "pin": dossier.pin})
    assert answer.status_code == 404
    assert "chưa có kết quả" in answer.content.decode()


def test_the_tracking_page_leads_there_once_it_is_done(client, office, dossier):
    dossier.refresh_from_db()
    page = client.get(reverse("dossiers_public:by_token", args=[dossier.lookup_token])).content.decode()
    assert reverse("ratings_public:rate", args=[stage.token(dossier)]) in page
    running = factories.make_accepted(office)
    page = client.get(reverse("dossiers_public:by_token", args=[running.lookup_token])).content.decode()
    assert "/danh-gia/h" not in page


def test_tampering_shows(client, dossier):
    rate(client, stage.token(dossier), 1)
    Mark.objects.update(level=5)
    FollowUp.objects.update(outcome="talked")
    whats = {found.what for found in verify() if found.subject.startswith("rating:")}
    assert whats == {"levels", "follow_up"}
