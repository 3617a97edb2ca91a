"""A Monday morning in an office, and browsers of its officers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from motcua.casework.dossiers.tests.factories import LONG_AGO, MONDAY, Office, make_office
from motcua.casework.finding.actions import reading
from motcua.directory.agencies.actions.grant_membership import Grant, grant_membership
from motcua.directory.agencies.models import Agency
from motcua.kernel import clock


@pytest.fixture
def monday(db, monkeypatch):
    """Nine o'clock, so that due dates hold still; reads are written by no thread."""
    monkeypatch.setattr(reading, "_start_timer", lambda: None)
    with clock.frozen_at(MONDAY) as frozen:
        yield frozen
    reading.flush()


@pytest.fixture
def office(monday) -> Office:
    return make_office()


@pytest.fixture
def signed_in(office) -> Callable[..., Client]:
    def enter(role: str, where: Office | None = None) -> Client:
        client = Client()
        client.force_login((where or office).officers[role].account)
        return client

    return enter


@pytest.fixture
def grant(office):
    """Give an officer of this office a further role."""

    def given(role: str, further: str, agency: Agency) -> None:
        grant_membership(
            officer=office.officers[role],
            grant=Grant(agency=agency, role=further, valid_from=LONG_AGO),
            at=MONDAY,
        )

    return given
