from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from motcua.casework.dossiers.tests.factories import MONDAY, Office, make_office
from motcua.kernel import clock


@pytest.fixture(autouse=True)
def monday(db):
    """Monday morning at nine; facts are stated as of a simulation only where a test says so."""
    with clock.frozen_at(MONDAY):
        yield


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
