"""The public table of calls out of order."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from motcua.facilities.queueing import actions
from motcua.facilities.queueing.choices import Reason
from motcua.facilities.queueing.tests.stage import minutes
from motcua.kernel import clock

pytestmark = pytest.mark.django_db


def _page(at) -> str:
    with clock.frozen_at(at):
        answer = Client().get(reverse("queueing_public:shares"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_share_is_published_with_its_reasons(stage):
    assert "Chưa có lượt gọi nào" in _page(minutes(0))
    stage.ticket(at=0)
    last = stage.ticket(at=1)
    by = stage.by(at=2)
    actions.call(counter_id=stage.counters[0].pk, request_id=last.pk, by=by, reason=Reason.TRAVEL.value)
    stage.next(1, at=3)
    assert "Chưa có lượt gọi nào" in _page(minutes(10)), "the day is not over"
    shown = _page(minutes(0) + timedelta(days=1))
    assert "50,0%" in shown or "50.0%" in shown
    assert "Ở xa, có giờ xe, đò: 1" in shown
    assert "Chưa có lượt gọi nào" in _page(minutes(0) + timedelta(days=32))
