"""Sessions: listed with where and when, seen once a minute, ended one by one or all others."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.directory.identity.models import Session
from motcua.directory.identity.tests.factories import PASSWORD, make_account
from motcua.kernel import clock
from motcua.kernel.events import log

pytestmark = pytest.mark.django_db
PAGE = "/desk/sessions/"


@pytest.fixture
def account():
    return make_account("canbo.mau")


def browser(account, address, agent="Trình duyệt mẫu"):
    client = Client(headers={"user-agent": agent}, REMOTE_ADDR=address)
    client.post("/desk/sign-in/", {"username": account.username, "password": PASSWORD})
    return client


def end(client, row):
    return client.post(reverse("identity:end_session", args=[row.public_id]))


def test_the_list_shows_where_and_when_but_no_key(account):
    here, _there = browser(account, "10.0.0.1", "May-quay-1"), browser(account, "10.0.0.2", "May-quay-2")
    browser(make_account("nguoikhac"), "10.0.0.3")
    page = here.get(PAGE).content.decode()
    for shown in ("10.0.0.1", "10.0.0.2", "May-quay-1", "May-quay-2", "Phiên này"):
        assert shown in page
    assert "10.0.0.3" not in page
    assert not any(row.session_key in page for row in Session.objects.all())


def test_one_session_is_ended(account):
    here, there = browser(account, "10.0.0.1"), browser(account, "10.0.0.2")
    assert end(here, Session.objects.get(address="10.0.0.2")).url == PAGE
    assert there.get(PAGE).status_code == 302
    assert here.get(PAGE).status_code == 200
    assert log.of(f"account:{account.pk}")[-1].facts == {"account_id": account.pk, "count": 1}


def test_ending_the_own_one_signs_out(account):
    here = browser(account, "10.0.0.1")
    assert end(here, Session.objects.get()).url == "/desk/sign-in/"
    assert not Session.objects.exists()


def test_all_others_are_ended(account):
    here = browser(account, "10.0.0.1")
    others = [browser(account, f"10.0.1.{number}") for number in range(3)]
    stranger = browser(make_account("nguoikhac"), "10.0.0.3")
    assert here.post(reverse("identity:end_other_sessions")).url == PAGE
    assert [other.get(PAGE).status_code for other in others] == [302, 302, 302]
    assert here.get(PAGE).status_code == stranger.get(PAGE).status_code == 200


def test_sessions_of_others_are_not_touched(account):
    here, stranger = browser(account, "10.0.0.1"), browser(make_account("nguoikhac"), "10.0.0.3")
    assert end(here, Session.objects.get(address="10.0.0.3")).status_code == 404
    assert here.post(reverse("identity:end_session", args=[uuid4()])).status_code == 404
    assert stranger.get(PAGE).status_code == 200


def test_last_seen_is_written_at_most_once_a_minute(account, time_machine):
    here = browser(account, "10.0.0.1")
    start = clock.now()

    def writes(seconds):
        time_machine.move_to(start + timedelta(seconds=seconds))
        with CaptureQueriesContext(connection) as asked:
            here.get("/desk/password/")
        return sum("UPDATE" in query["sql"] for query in asked)

    assert [writes(seconds) for seconds in (30, 59, 75, 100, 136)] == [0, 0, 1, 0, 1]
    row = Session.objects.get()
    assert row.seen_at - row.started_at > timedelta(seconds=120)


def test_sessions_run_out_after_a_working_day(account, time_machine):
    here = browser(account, "10.0.0.1")
    time_machine.move_to(clock.now() + timedelta(hours=13))
    assert here.get(PAGE).status_code == 302


def test_a_changed_session_stays_the_same_row(account):
    here = browser(account, "10.0.0.1")
    before = Session.objects.get()
    session = here.session
    session["note"] = 1
    session.save()
    after = Session.objects.get()
    assert (after.public_id, after.started_at, after.address) == (
        before.public_id,
        before.started_at,
        "10.0.0.1",
    )


def test_the_public_gets_no_session(client):
    client.get("/desk/sign-in/")
    client.get("/")
    assert not Session.objects.exists()


def test_a_forged_cookie_is_nobody(client, settings):
    client.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32
    assert client.get(PAGE).status_code == 302
