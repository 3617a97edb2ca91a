from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.casework.dossiers.tests.factories import MONDAY
from motcua.kernel import clock
from motcua.outreach.notifications import examinations
from motcua.outreach.notifications.models import Message
from motcua.outreach.notifications.ports import ServerUnavailable
from motcua.outreach.notifications.tests import stage

pytestmark = pytest.mark.django_db


def levels(at=MONDAY) -> list[str]:
    with clock.frozen_at(at):
        return [finding.level.name for finding in examinations.letters()]


def test_all_is_well_in_evaluation():
    assert levels() == ["OK"]


def test_an_office_without_a_server_or_an_address_is_told(settings):
    settings.DEMO_ALLOWED = False
    assert levels() == ["WARNING"]
    settings.MAILER, settings.PUBLIC_URL = "some.Mailer", ""
    assert levels() == ["WARNING"]
    settings.PUBLIC_URL = stage.SITE
    assert levels() == ["OK"]


def test_a_server_that_stays_down_is_an_error(office):
    stage.accepted(office)
    stage.react()
    stage.send(stage.Puppet(ServerUnavailable("x")))
    assert levels() == ["OK"], "a moment is no trouble"
    assert levels(MONDAY + timedelta(hours=2)) == ["ERROR"]


def test_letters_that_wait_for_a_person_are_counted(office):
    stage.accepted(office)
    stage.react()
    Message.objects.update(state="failed")
    assert levels() == ["OK", "WARNING"]
