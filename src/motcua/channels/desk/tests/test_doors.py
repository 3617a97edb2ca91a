from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.staticfiles import finders

from motcua.directory.agencies.actions.add_officer import NewOfficer, appoint_officer
from motcua.kernel import clock
from motcua.kernel.ui import panels

DOORS = ["/desk/", "/desk/components/", "/desk/components/workbench/", "/desk/components/hall/"]


@pytest.fixture
def account(db):
    now = clock.now()
    return get_user_model().objects.create(
        username="can-bo-mau",
        must_change_password=False,
        password_changed_at=now,
        created_at=now,
        enabled_at=now,
    )


@pytest.fixture
def signed_in(client, account):
    client.force_login(account)
    return client


@pytest.mark.parametrize("url", DOORS)
def test_strangers_are_asked_to_sign_in(client, db, url):
    answer = client.get(url)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/desk/sign-in/")


@pytest.mark.parametrize("url", DOORS)
def test_the_signed_in_come_in(signed_in, url):
    assert signed_in.get(url).status_code == 200


@pytest.mark.parametrize("name", ["nowhere", "actions", "base"])
def test_only_the_samples_are_pages(signed_in, name):
    assert signed_in.get(f"/desk/components/{name}/").status_code == 404


def test_home_tells_who_has_no_office_where_to_turn(signed_in, monkeypatch):
    monkeypatch.setattr(panels, "_panels", {})
    panels.register("desk.home", lambda request: "<b>việc</b>")
    page = signed_in.get("/desk/").content.decode()
    assert "hãy hỏi người quản trị của cơ quan" in page
    assert "<b>việc</b>" not in page


def test_home_shows_an_officer_what_apps_register(signed_in, account, monkeypatch):
    new = NewOfficer(name="Trần Thị Mẫu", valid_from=date(2025, 7, 1))
    appoint_officer(account=account, new=new, at=clock.now())
    monkeypatch.setattr(panels, "_panels", {})
    assert "Chưa có việc nào ở đây" in signed_in.get("/desk/").content.decode()
    panels.register("desk.home", lambda request: "<b>việc</b>")
    page = signed_in.get("/desk/").content.decode()
    assert "<b>việc</b>" in page
    assert "Chưa có việc nào ở đây" not in page


def test_a_tracking_page_weighs_little_on_the_wire(signed_in):
    """The sample of the citizens' page with all of its styles; the target is 20 KB."""
    page = gzip.compress(signed_in.get("/desk/components/citizen/").content, 9)
    styles = [finders.find(f"ui/css/{name}.css") for name in ("core", "portal", "theme", "print")]
    weight = len(page) + sum(len(gzip.compress(Path(sheet).read_bytes(), 9)) for sheet in styles)
    assert weight <= 14 * 1024
