"""A holiday declared late moves the day by which a wrong result has to be back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from motcua.casework.dossiers import queries
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import differences, make_office
from motcua.casework.mending import actions as mending
from motcua.casework.mending.tests.test_corrections import (
    TUESDAY,
    confirmed,
    corrected,
    delivered,
    reported,
    resolved,
)
from motcua.kernel import clock
from motcua.kernel.calendar.actions import Change, publish_calendar_version
from motcua.kernel.calendar.special_days import Kind, SpecialDay
from motcua.kernel.events import log, worker

pytestmark = pytest.mark.django_db
LATER = TUESDAY + timedelta(hours=3)
MOVED = "dossiers.correction_moved"


def declare(day=date(2026, 10, 8), at=LATER):
    special = SpecialDay(day, Kind.HOLIDAY, "Ngày nghỉ công bố muộn", "QĐ thử nghiệm")
    publish_calendar_version(key="national", change=Change(extra=(special,)), decision="QĐ 1/QĐ-TTg", at=at)
    worker.drain(at=clock.now())


@pytest.mark.parametrize("so_far", [reported, confirmed])
def test_an_open_correction_moves_by_a_fact_of_its_own(so_far):
    office = make_office()
    dossier = delivered(office)
    so_far(office, dossier)
    declare()
    dossier.refresh_from_db()
    # Wednesday, Friday and Monday: Thursday is the holiday, then comes the weekend.
    assert dossier.correct_by == TUESDAY + timedelta(days=6)
    last = log.of(dossier.subject)[-1]
    assert (last.kind, last.actor_id) == (MOVED, None)
    assert last.facts["previous_correct_by"] == (TUESDAY + timedelta(days=3)).isoformat()
    assert queries.correction_due(queries.history(dossier)).due_at == dossier.correct_by
    assert differences() == []


def test_twice_moves_nothing_more():
    office = make_office()
    dossier = reported(office, delivered(office))
    declare()
    before = len(log.of(dossier.subject))
    assert mending.move_corrections(LATER) == 0
    assert len(log.of(dossier.subject)) == before


def test_only_what_is_open_and_touched_moves():
    office = make_office()
    done, open_ = corrected(office, resolved(office)), reported(office, delivered(office))
    declare(day=date(2026, 12, 24))
    kinds = {event.kind for dossier in (done, open_) for event in log.of(dossier.subject)}
    assert MOVED not in kinds
    declare(at=LATER + timedelta(minutes=1))
    assert MOVED not in {event.kind for event in log.of(done.subject)}
    assert MOVED in {event.kind for event in log.of(open_.subject)}


def test_one_reported_after_the_calendar_keeps_its_own():
    office = make_office()
    declare()
    dossier = reported(office, delivered(office), at=LATER + timedelta(hours=1))
    assert mending.move_corrections(LATER) == 0
    assert MOVED not in {event.kind for event in log.of(dossier.subject)}


def test_a_date_changed_behind_the_log_is_found():
    office = make_office()
    dossier = reported(office, delivered(office))
    declare()
    Dossier.objects.filter(pk=dossier.pk).update(correct_by=TUESDAY)
    assert differences() != []
