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
from motcua.directory.procedures.models import Component, ProcedureVersion
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

    def enter(role: str, where: Office | None = None) -> Client:
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


def filled(office: Office, version: ProcedureVersion, *, papers: bool = True, **changes: object) -> dict:
    """The intake form as a clerk fills it in."""
    values = {
        "client_id": str(uuid4()),
        "competent_agency": office.committee.pk,
        "intake_channel": "1",
        "delivery_choice": "both",
        "owner_kind": "citizen",
        "owner_personal_id": "042192000001",
        "owner_name": "Nguyễn Thị Thử",
        "owner_born_on": "14/03/1992",
        "owner_sex": "Nữ",
        "owner_address": "Thôn Mẫu",
        "owner_phone": "0912345678",
        "do": "accept",
    }
    for component in Component.objects.filter(case__version=version):
        values[f"c{component.pk}_kind"] = "original" if papers else ""
    return values | changes
