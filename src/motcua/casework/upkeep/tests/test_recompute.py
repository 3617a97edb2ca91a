"""A holiday declared late moves the dates of running dossiers, each by an event of its own."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions.results import Outcome
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    advance,
    differences,
    make_accepted,
    make_draft,
    make_office,
    make_procedure,
)
from motcua.casework.upkeep.actions import recompute_due_dates as recomputing
from motcua.casework.upkeep.models import Recomputation
from motcua.kernel import clock
from motcua.kernel.calendar.actions import Change, publish_calendar_version
from motcua.kernel.calendar.special_days import Kind, SpecialDay
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log, worker
from motcua.kernel.events.models import Event

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(hours=3)
HOLIDAY = date(2026, 10, 8)


def _declare(day=HOLIDAY, at=LATER, key="national"):
    """A day off that nobody knew of, and what the worker then does."""
    special = SpecialDay(day, Kind.HOLIDAY, "Ngày nghỉ công bố muộn", "QĐ thử nghiệm")
    publish_calendar_version(key=key, change=Change(extra=(special,)), decision="QĐ 1/QĐ-TTg", at=at)
    worker.drain(at=clock.now())
    return recomputing.recompute_due_dates(at)


def _local(at):
    return at.astimezone(VIETNAM).strftime("%d/%m %H:%M")


def test_running_dossiers_move_by_an_event_of_their_own():
    office = make_office()
    dossier = make_accepted(office)
    step_due = dossier.step_due_at
    assert _declare() == 1
    dossier.refresh_from_db()
    assert _local(dossier.due_at) == "13/10 09:00"
    assert dossier.step_due_at == step_due
    last = log.of(dossier.subject)[-1]
    assert (last.kind, last.actor_id) == ("dossiers.due_recomputed", None)
    assert last.facts["previous_due_at"] != last.facts["due_at"]
    assert differences() == []


def test_twice_moves_nothing_more():
    make_accepted(make_office())
    assert _declare() == 1
    event = Event.objects.get(kind="calendar.version_published")
    before = Event.objects.count()
    recomputing.plan_recomputation(event_id=event.pk)
    assert recomputing.recompute_due_dates(LATER) == 0
    Recomputation.objects.update(done_at=None)
    assert recomputing.recompute_due_dates(LATER) == 0
    assert Event.objects.count() == before


def test_what_the_day_does_not_touch_stays():
    office = make_office()
    short = make_accepted(office, version=make_procedure(limit="1"))
    draft = make_draft(office)
    resolved = make_accepted(office)
    resolved = advance(office, resolved, "issue", MONDAY + timedelta(hours=1))
    actions.record_result(
        dossier_id=resolved.pk,
        by=office.by("clerk", MONDAY + timedelta(hours=2)),
        outcome=Outcome(title="Kết quả"),
    )
    assert _declare() == 0
    for dossier in (short, draft, resolved):
        assert "dossiers.due_recomputed" not in [event.kind for event in log.of(dossier.subject)]


def test_only_agencies_that_follow_the_calendar_move():
    ours, theirs = make_office("Của Ta"), make_office("Của Bạn")
    mine, other = make_accepted(ours), make_accepted(theirs)
    assert _declare(key=f"agency:{ours.committee.pk}") == 1
    mine.refresh_from_db()
    other.refresh_from_db()
    assert _local(mine.due_at) == "13/10 09:00"
    assert _local(other.due_at) == "12/10 09:00"
    assert differences() == []


def test_both_dates_move_after_a_supplement_and_during_one():
    office = make_office()
    dossier = make_accepted(office)
    by = office.by("intake_officer", MONDAY + timedelta(hours=1))
    actions.request_supplement(dossier_id=dossier.pk, by=by, items=["Bản vẽ"], reason="Thiếu")
    waiting = make_accepted(office)
    actions.request_supplement(dossier_id=waiting.pk, by=by, items=["Bản vẽ"], reason="Thiếu")
    actions.receive_supplement(
        dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY + timedelta(days=1))
    )
    assert _declare(at=MONDAY + timedelta(days=1, hours=2)) == 2
    dossier.refresh_from_db()
    assert _local(dossier.due_at) == "14/10 09:00"
    actions.receive_supplement(
        dossier_id=waiting.pk, by=office.by("intake_officer", MONDAY + timedelta(days=2))
    )
    assert differences() == []


def test_a_promised_new_date_that_is_closed_now_moves_to_the_next_opening():
    office = make_office()
    dossier = make_accepted(office)
    promised = dossier.due_at + timedelta(days=2)
    actions.extend(
        dossier_id=dossier.pk,
        by=office.by("approver", MONDAY + timedelta(hours=1)),
        new_due_at=promised,
        reason="Nhiều hồ sơ",
        cause_agency_id=office.committee.pk,
    )
    assert _declare(day=date(2026, 10, 14)) == 1
    dossier.refresh_from_db()
    assert _local(dossier.due_at) == "15/10 07:30"
    assert dossier.is_extended
    assert differences() == []


def test_portions_cover_every_dossier(monkeypatch):
    monkeypatch.setattr(recomputing, "PORTION", 2)
    office = make_office()
    version = make_procedure()
    accepted = [make_accepted(office, version=version) for _ in range(5)]
    assert _declare() == 5
    assert Recomputation.objects.count() == 3
    assert Recomputation.objects.filter(last_id=None).count() == 1
    for dossier in accepted:
        dossier.refresh_from_db()
        assert _local(dossier.due_at) == "13/10 09:00"


def test_a_dossier_accepted_before_its_portion_is_done_is_taken_along():
    office = make_office()
    version = make_procedure()
    make_accepted(office, version=version)
    special = SpecialDay(HOLIDAY, Kind.HOLIDAY, "Ngày nghỉ", "QĐ")
    late = make_draft(office, version=version)
    publish_calendar_version(key="national", change=Change(extra=(special,)), decision="QĐ 1", at=LATER)
    worker.drain(at=clock.now())
    actions.accept_dossier(dossier_id=late.pk, by=office.by("intake_officer", MONDAY))
    assert recomputing.recompute_due_dates(LATER) == 2
