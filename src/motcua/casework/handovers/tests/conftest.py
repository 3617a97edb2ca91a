from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import MONDAY, Office, make_accepted, make_office
from motcua.casework.handovers.models import PaperMove
from motcua.kernel import clock
from motcua.kernel.events import worker


@pytest.fixture(autouse=True)
def monday(db):
    with clock.frozen_at(MONDAY):
        yield


@pytest.fixture
def here() -> Office:
    """Where the applicant lives and hands in."""
    return make_office("Nơi Nhận")


@pytest.fixture
def there() -> Office:
    """Whose business it is."""
    return make_office("Nơi Giải Quyết")


@pytest.fixture
def far(here, there) -> Callable[..., Dossier]:
    """A dossier received here for the agency there, its facts reacted to."""

    def accept(**fields: object) -> Dossier:
        dossier = make_accepted(here, competent_agency_id=there.committee.pk, **fields)
        worker.drain(at=MONDAY)
        return dossier

    return accept


@pytest.fixture
def move_of() -> Callable[[Dossier], PaperMove]:
    return lambda dossier: PaperMove.objects.filter(dossier=dossier).latest("event_id")


@pytest.fixture
def signed_in() -> Callable[[Office, str], Client]:
    def enter(office: Office, role: str) -> Client:
        client = Client()
        client.force_login(office.officers[role].account)
        return client

    return enter
