"""`motcua doctor` tells when short messages cannot go, or do not."""

from __future__ import annotations

import pytest

from motcua.facilities.queueing.tests.stage import make_hall, minutes
from motcua.kernel import clock
from motcua.kernel.doctor import checkup
from motcua.outreach.followers import examinations
from motcua.outreach.followers.choices import State
from motcua.outreach.followers.models import Alert
from motcua.outreach.followers.tests.test_followers import Puppet, near, send
from motcua.outreach.notifications.ports import PermanentFailure, TemporaryFailure

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def morning():
    with clock.frozen_at(minutes(0)):
        yield


def found() -> list[tuple[str, str]]:
    return [(finding.level.name, finding.what) for finding in examinations.messages()]


def levels() -> list[str]:
    return [level for level, _what in found()]


def fail_texts(count: int, failure: Exception) -> None:
    for _ in range(count):
        near(make_hall(1))
    send(Puppet(*[failure] * count))


def test_all_is_well_in_evaluation():
    near(make_hall(1))
    assert send(Puppet()) == 1
    assert levels() == ["OK"]
    assert any(line.what == "tin nhắn cho người theo dõi" for line in checkup.examine())


def test_an_office_may_do_without_a_gateway_but_not_without_its_own_address(settings):
    settings.DEMO_ALLOWED = False
    [(level, what)] = found()
    assert level == "OK"
    assert "không dùng cổng nhắn tin" in what
    settings.TEXTER, settings.PUBLIC_URL = "some.Texter", ""
    assert levels() == ["WARNING"]
    settings.PUBLIC_URL = "https://motcua.example.vn"
    assert levels() == ["OK"]


def test_a_gateway_that_takes_nothing_is_an_error_until_it_takes_one():
    fail_texts(2, TemporaryFailure("HTTP 503"))
    assert levels() == ["OK"], "a moment is no trouble"
    fail_texts(1, TemporaryFailure("HTTP 503"))
    assert levels() == ["ERROR"]
    assert "HTTP 503" in found()[0][1]
    near(make_hall(1))
    assert send(Puppet(), at=1) == 1
    assert levels() == ["OK"]


def test_messages_that_wait_for_a_person_are_counted_and_numbers_typed_wrong_are_no_outage():
    fail_texts(2, PermanentFailure("HTTP 400"))
    assert levels() == ["OK", "WARNING"]
    assert "2 tin nhắn" in found()[-1][1]
    Alert.objects.update(state=State.DROPPED.value)
    assert levels() == ["OK"]
