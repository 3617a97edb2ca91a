"""A Monday morning in an office, browsers of its officers, and what they send. For the `conftest` of apps around dossiers."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import MONDAY, Office, make_office
from motcua.casework.finding.actions import reading
from motcua.kernel import clock


@pytest.fixture(autouse=True)
def monday(db, monkeypatch):
    """Monday morning at nine, so that due dates and same-day rules hold still; reads are written by no thread."""
    monkeypatch.setattr(reading, "_start_timer", lambda: None)
    with clock.frozen_at(MONDAY):
        yield
    reading.flush()


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def signed_in(office: Office) -> Callable[..., Client]:
    """A browser with an officer of this role (of this office unless another is named) signed in."""

    def enter(role: str = "intake_officer", where: Office | None = None) -> Client:
        client = Client()
        client.force_login((where or office).officers[role].account)
        return client

    return enter


@pytest.fixture
def act() -> Callable[..., HttpResponse]:
    """Posts a verb's form with a fresh client id."""

    def post(client: Client, dossier: Dossier, verb: str, **fields: object) -> HttpResponse:
        values = {"client_id": str(uuid4())} | fields
        return client.post(reverse("dossiers:act", args=[dossier.pk, verb]), values)

    return post
