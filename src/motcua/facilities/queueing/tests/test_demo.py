"""The hall people try the product with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from motcua.casework.dossiers.tests.factories import LONG_AGO, MONDAY, make_office, make_officer
from motcua.directory.agencies.actions.add_place import NewCounter, add_counter
from motcua.directory.agencies.models import OneStop
from motcua.facilities.queueing import demo, queries
from motcua.facilities.queueing.choices import State
from motcua.facilities.queueing.models import ServiceRequest, Visit
from motcua.facilities.queueing.queries import forget_snapshots
from motcua.facilities.queueing.tests.stage import wrong

SATURDAY_NIGHT = datetime(2026, 10, 10, 15, 30, 20, tzinfo=UTC)


@pytest.fixture
def place(db):
    forget_snapshots()
    office = make_office()
    one_stop = OneStop.objects.get(agency=office.center)
    for number, kind in enumerate(("general", "general", "priority", "return"), start=1):
        new = NewCounter(number=number, valid_from=LONG_AGO, kind=kind)
        add_counter(one_stop=one_stop, new=new, at=MONDAY)
    others = [make_officer(f"Cán Bộ {n}", (office.center, "intake_officer")) for n in (2, 3)]
    return office.center, [office.officers["intake_officer"], *others]


@pytest.mark.parametrize("at", [MONDAY, SATURDAY_NIGHT])
def test_a_hall_with_people_at_any_hour(place, at):
    hall = demo.prepare(*place, at)
    shown = queries.snapshot(hall.pk, at)
    assert shown is not None
    assert shown.is_issuing
    assert [len(shown.groups), len(shown.counters)] == [3, 4]
    assert shown.waiting_count >= 4
    assert len(shown.calls) >= 4
    assert any(counter.now for counter in shown.counters)
    assert [ticket.state for ticket in shown.missed] == [State.MISSED]
    assert ServiceRequest.objects.filter(state=State.DONE).count() >= 4
    assert wrong() == []


def test_made_once_a_day(place):
    demo.prepare(*place, MONDAY)
    made = Visit.objects.count()
    demo.prepare(*place, MONDAY + timedelta(minutes=5))
    assert Visit.objects.count() == made
    demo.prepare(*place, MONDAY + timedelta(days=1))
    assert Visit.objects.count() == 2 * made


def test_right_after_midnight_there_are_fewer(place):
    at = datetime(2026, 10, 5, 17, 10, tzinfo=UTC)
    demo.prepare(*place, at)
    assert 0 < Visit.objects.count() < 10
    assert wrong() == []
