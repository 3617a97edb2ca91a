"""Stops while the world goes on: a new calendar, a new version of the process, timers, days without a worker."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import pytest

from motcua.casework.deadlines import calendars
from motcua.casework.dossiers import actions
from motcua.casework.dossiers.tests.factories import MONDAY, differences
from motcua.casework.upkeep.actions import recompute_due_dates as recomputing
from motcua.casework.upkeep.actions.carry_on import carry_on
from motcua.casework.upkeep.tests.stage import (
    DAY,
    HOUR,
    LAW,
    PAYING,
    REMINDED,
    STEPS,
    TODAY,
    Stamp,
    accepted,
    do,
    fresh,
    known,
    nodes,
    office_with,
    waiting,
)  # fmt: skip
from motcua.facilities.bpmn.tests.drawing import xml
from motcua.facilities.workflow.actions import publish_version, save_draft
from motcua.facilities.workflow.models import Process, Token
from motcua.kernel import clock
from motcua.kernel.calendar import working_minutes_between
from motcua.kernel.calendar.actions import Change, publish_calendar_version
from motcua.kernel.calendar.special_days import Kind, SpecialDay
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log, worker

pytestmark = pytest.mark.django_db
WEDNESDAY, NEXT_MONDAY = MONDAY + 2 * DAY, MONDAY + 7 * DAY


def local(at):
    return at.astimezone(VIETNAM).strftime("%d/%m %H:%M")


def close(day, at):
    """A day off that nobody knew of, and what the worker then does."""
    special = SpecialDay(day, Kind.HOLIDAY, "Ngày nghỉ công bố muộn", "QĐ thử nghiệm")
    publish_calendar_version(key="national", change=Change(extra=(special,)), decision="QĐ 1", at=at)
    worker.drain(at=clock.now())
    return recomputing.recompute_due_dates(at)


@pytest.mark.parametrize("day", [date(2026, 10, 8), date(2026, 10, 13), date(2026, 10, 6)])
def test_a_calendar_published_while_it_stands_takes_no_minute_of_what_is_left(day):
    """Whether the day lies in the stop, after it, or was worked before it."""
    office, _ = stage = office_with(PAYING)
    dossier = waiting(stage, MONDAY + HOUR)
    close(day, at=WEDNESDAY)
    dossier = fresh(dossier)
    assert {token.due_at for token in Token.objects.filter(run=dossier.process_run_id)} == {None}
    assert differences() == []
    dossier = do(office, dossier, "W", NEXT_MONDAY)
    calendar, _reference = calendars.in_force(office.committee, NEXT_MONDAY)
    worked = working_minutes_between(MONDAY, MONDAY + HOUR, calendar)
    assert worked == 60
    assert working_minutes_between(NEXT_MONDAY, dossier.due_at, calendar) == 5 * 8 * 60 - worked
    assert differences() == []


def version(office, process: Process, text: str):
    data = xml(text)
    drawn = save_draft(process=process, xml=data)
    return publish_version(
        version_id=drawn.pk, sha256=hashlib.sha256(data).hexdigest(), decision="4/QĐ-UBND",
        valid_from=TODAY + DAY, at=MONDAY, actor_id=office.officers["agency_admin"].pk,
    )  # fmt: skip


def test_moved_to_a_version_that_does_not_pause_it_goes_on_and_back_it_stands_again():
    office, _ = stage = office_with(PAYING)
    dossier = waiting(stage)
    paying, process = dossier.process_version_id, dossier.process_version.process
    plain = version(
        office,
        process,
        PAYING.replace(f" clock=pause law={LAW}", "").replace("W ", "W2 ", 1).replace("-> W ->", "-> W2 ->"),
    )
    by = office.by("agency_admin", MONDAY + DAY)
    moved = actions.change_process(dossier_id=dossier.pk, by=by, version_id=plain.pk, node_map={"W": "W2"})
    assert (moved.step, moved.clock_stopped_at, local(moved.due_at)) == ("W2", None, "13/10 09:00")
    by = office.by("agency_admin", WEDNESDAY)
    back = actions.change_process(dossier_id=dossier.pk, by=by, version_id=paying, node_map={"W2": "W"})
    assert (back.step, back.clock_stopped_at, local(back.due_at)) == ("W", WEDNESDAY, "13/10 09:00")
    assert log.of(back.subject)[-1].facts["laws"] == [LAW]
    assert differences() == []


def test_a_timer_takes_it_out_of_the_wait_at_its_own_time_also_after_days_without_a_worker():
    office, _ = stage = office_with(REMINDED)
    dossier = waiting(stage)
    assert carry_on(MONDAY + 19 * DAY) == 0
    assert fresh(dossier).clock_stopped_at == MONDAY
    late = MONDAY + 22 * DAY
    assert carry_on(late) == 1
    dossier = fresh(dossier)
    assert (nodes(dossier), dossier.clock_stopped_at) == ([("N", "ready")], None)
    assert [event.kind for event in log.of(dossier.subject)[-2:]] == [
        "dossiers.timer_fired",
        "upkeep.clock_resumed",
    ]
    assert not dossier.is_overdue(late)
    assert differences() == []
    dossier = do(office, dossier, "N", late + HOUR)
    assert dossier.step == "P"
    assert differences() == []


def test_a_job_of_the_machine_leads_into_a_wait():
    with known("stamp", Stamp()):
        office, procedure = office_with(
            STEPS
            + f"J service kind=stamp; W user kind=pay role=intake_officer place=receiving clock=pause law={LAW};"
            "S -> R -> A -> J -> W -> P -> I"
        )
        dossier = do(office, accepted(office, procedure), "R", MONDAY)
        dossier = do(office, dossier, "A", MONDAY)
        assert dossier.clock_stopped_at is None
        carry_on(MONDAY + timedelta(seconds=5))
        dossier = fresh(dossier)
        assert (dossier.step, dossier.clock_stopped_at) == ("W", MONDAY + timedelta(seconds=5))
        assert differences() == []
