"""Appointments that stand for whoever tries the product."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.facilities.booking import actions, demo
from motcua.facilities.booking.models import Appointment
from motcua.facilities.halls.actions import By, publish_rules
from motcua.facilities.queueing.demo import RULES
from motcua.facilities.queueing.tests.stage import make_hall, minutes, wrong

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("at", [minutes(0), minutes(13 * 60 + 50)])
def test_one_can_be_checked_in_at_any_hour(at):
    stage = make_hall(1)
    day = minutes(0).date()
    publish_rules(hall_id=stage.hall.pk, rules=RULES, valid_from=day, by=By(None, minutes(0)))
    stage.hall.refresh_from_db()
    rows = demo.prepare(stage.hall, stage.officers[0], at)
    assert {row.is_by_officer for row in rows} == {True, False}
    assert demo.prepare(stage.hall, stage.officers[0], at) == rows
    first = rows[0]
    assert timedelta(0) < first.starts_at - at <= timedelta(minutes=30)
    assert actions.arrive(appointment_id=first.pk, by=By(None, at))
    demo.prepare(stage.hall, stage.officers[0], at)
    assert Appointment.objects.count() == 3
    assert wrong() == []
