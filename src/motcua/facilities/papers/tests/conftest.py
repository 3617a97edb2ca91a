from __future__ import annotations

import pytest
from django.test import Client

from motcua.directory.applicants.tests import people
from motcua.facilities.papers import access
from motcua.kernel.events import projections

SUBJECT = "crate:7"


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "papers"
    return settings.MEDIA_ROOT


@pytest.fixture
def officer(db):
    return people.make_officer()


@pytest.fixture
def desk(client, officer) -> Client:
    """A browser in which the officer is signed in."""
    client.force_login(officer.account)
    return client


@pytest.fixture
def crate(monkeypatch, officer):
    """An upper app's thing with papers: this officer may add, others may look, crates above 9 are shut."""
    monkeypatch.setattr(access, "_registered", {})
    monkeypatch.setattr(projections, "_registered", {})
    looked: list[str] = []

    def may_read(request, crate_id, what):
        looked.append(what)
        return crate_id <= "9" and len(crate_id) == 1

    def may_add(request, crate_id):
        own = request.officer.pk == officer.pk and crate_id == "7"
        return officer.memberships.get().agency_id if own else None

    access.register(
        "crate", access.Access(may_read=may_read, may_add=may_add, page_url=lambda pk: f"/desk/crates/{pk}")
    )
    return looked
