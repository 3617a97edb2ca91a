"""The last day to apologise beforehand is pointed out, once, to those who can still do something."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.casework.dossiers.tests.factories import MONDAY, advance
from motcua.outreach.notifications import queries
from motcua.outreach.notifications.actions import remind_holders
from motcua.outreach.notifications.models import Reminder
from motcua.outreach.notifications.tests import stage

pytestmark = pytest.mark.django_db
FRIDAY = MONDAY + timedelta(days=4)
SUNDAY = MONDAY + timedelta(days=6)


def shown(office, role: str, at=FRIDAY) -> list[int]:
    return [late.dossier.pk for late in queries.reminders_for(office.officers[role], at)]


def test_it_is_pointed_out_on_the_working_day_before_and_once(office):
    dossier = stage.accepted(office)
    assert dossier.due_at.date() == (MONDAY + timedelta(days=7)).date(), "five working days: the next Monday"
    assert remind_holders(FRIDAY - timedelta(days=1)) == 0
    assert remind_holders(FRIDAY) == 1
    assert remind_holders(FRIDAY) == remind_holders(SUNDAY) == 0
    [late] = queries.reminders_for(office.officers["approver"], FRIDAY)
    assert (late.is_in_time, late.reminder.due_at) == (True, dossier.due_at)
    [late] = queries.reminders_for(office.officers["approver"], SUNDAY)
    assert not late.is_in_time


def test_the_holder_the_approver_and_the_counter_see_it(office):
    dossier = advance(office, stage.accepted(office), "appraise", MONDAY)
    remind_holders(FRIDAY)
    for role in ("case_officer", "approver", "intake_officer"):
        assert shown(office, role) == [dossier.pk], role
    for role in ("clerk", "division_head", "agency_admin", "inspector"):
        assert shown(office, role) == [], role


@pytest.mark.parametrize("settled", [stage.apologise, stage.extend, stage.ask_for_papers])
def test_what_was_settled_is_not_shown(office, settled):
    dossier = advance(office, stage.accepted(office), "appraise", MONDAY)
    remind_holders(FRIDAY)
    settled(office, dossier)
    assert shown(office, "approver") == []


def test_what_was_apologised_for_or_resolved_is_not_pointed_out(office):
    stage.resolved(office)
    stage.apologise(office, stage.accepted(office))
    assert remind_holders(FRIDAY) == 0


def test_old_ones_are_dropped(office):
    stage.accepted(office)
    remind_holders(FRIDAY)
    remind_holders(FRIDAY + timedelta(days=60))
    assert not Reminder.objects.exists()
