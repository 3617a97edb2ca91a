"""Appointments: booked once, kept by coming, cancelled by PIN, expired; and the pages on which it is done."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from motcua.facilities.booking import actions, queries
from motcua.facilities.booking.actions import NoSuchBooking, NotBooked, SlotTaken, TooEarly, TooLate
from motcua.facilities.booking.choices import BookingState
from motcua.facilities.booking.models import Appointment
from motcua.facilities.halls.actions import By, publish_rules
from motcua.facilities.halls.models import Hall
from motcua.facilities.halls.rules import HallRules
from motcua.facilities.queueing import actions as queueing
from motcua.facilities.queueing.tests.stage import make_hall, minutes, wrong
from motcua.kernel import clock

pytestmark = pytest.mark.django_db
TEN = minutes(60)  # 10:00 of that Monday


@pytest.fixture
def stage():
    return make_hall(1)


def _book(stage, starts_at=TEN, at=0.0) -> Appointment:
    by = By(None, minutes(at))
    group = stage.groups["A"].pk
    return actions.book(hall_id=stage.hall.pk, group_id=group, starts_at=starts_at, by=by)


def test_who_comes_in_time_goes_before_those_without_appointment(stage):
    row = _book(stage)
    first = stage.ticket("A", at=30)
    stage.ticket("A", at=40, priority="elderly")
    visit = actions.arrive(appointment_id=row.pk, by=By(None, minutes(50)))
    queueing.confirm(visit_id=visit.pk, by=By(None, minutes(50)))
    assert stage.serve(at=54).priority == "elderly", "its window has not begun"
    assert stage.serve(at=55).visit_id == visit.pk
    assert stage.serve(at=56).pk == first.pk
    row.refresh_from_db()
    assert (row.state, row.visit_id) == (BookingState.ARRIVED, visit.pk)
    with pytest.raises(NotBooked):
        actions.arrive(appointment_id=row.pk, by=By(None, minutes(57)))
    assert wrong() == []


def test_a_slot_has_so_many_places(stage):
    for _place in range(2):
        _book(stage)
    with pytest.raises(SlotTaken):
        _book(stage)
    first = Appointment.objects.first()
    assert first is not None
    actions.cancel(appointment_id=first.pk, pin=first.pin, by=By(None, minutes(1)))
    assert _book(stage, at=2).state == BookingState.BOOKED
    assert wrong() == []


@pytest.mark.parametrize(
    "starts_at",
    [
        minutes(-60),  # over
        TEN + timedelta(minutes=5),  # no beginning of a slot
        datetime(2026, 10, 10, 2, 0, tzinfo=UTC),  # a Saturday
        datetime(2026, 10, 13, 2, 0, tzinfo=UTC),  # too far ahead
    ],
)
def test_times_that_cannot_be_booked(stage, starts_at):
    with pytest.raises(SlotTaken):
        _book(stage, starts_at)
    assert not Appointment.objects.exists()


def test_days_off_are_no_days_to_book(stage):
    hall = Hall.objects.get()
    before = datetime(2026, 8, 31, 2, 0, tzinfo=UTC)
    days = queries.open_days(hall, before)
    assert date(2026, 9, 2) not in days
    assert date(2026, 9, 3) in days
    assert not {day for day in days if day.weekday() > 4}


def test_no_places_no_bookings(stage):
    by = By(None, minutes(0))
    publish_rules(hall_id=stage.hall.pk, rules=HallRules(slot_places=0), valid_from=date(2026, 10, 5), by=by)
    with pytest.raises(SlotTaken):
        _book(stage)


def test_too_early_too_late_and_expired(stage):
    row = _book(stage)
    with pytest.raises(TooEarly, match="09:00"):
        actions.arrive(appointment_id=row.pk, by=By(None, minutes(-1)))
    with pytest.raises(TooLate):
        actions.arrive(appointment_id=row.pk, by=By(None, minutes(91)))
    assert actions.expire(minutes(90)) == 0
    assert actions.expire(minutes(91)) == 1
    row.refresh_from_db()
    assert row.state == BookingState.EXPIRED
    assert wrong() == []


def test_only_the_pin_cancels(stage):
    row = _book(stage)
    with pytest.raises(NoSuchBooking):
        actions.cancel(appointment_id=row.pk, pin="", by=By(None, minutes(1)))
    assert queries.with_code(row.code, stage.hall.pk, row.day) == row
    assert queries.with_code("%%%%%%%%", stage.hall.pk, row.day) is None
    actions.cancel(appointment_id=row.pk, pin="", by=stage.by(at=1))
    with pytest.raises(NotBooked):
        actions.cancel(appointment_id=row.pk, pin=row.pin, by=By(None, minutes(2)))


def test_a_changed_row_is_named(stage):
    row = _book(stage)
    Appointment.objects.filter(pk=row.pk).update(starts_at=minutes(90))
    assert any("starts_at" in line for line in wrong())


def test_a_citizen_books_and_cancels_on_the_portal(stage):
    client = Client()
    with clock.frozen_at(minutes(0)):
        hall, group = stage.hall.pk, stage.groups["A"].pk
        assert "Chứng thực" in client.get(reverse("booking:groups", args=[hall])).content.decode()
        address = reverse("booking:book", args=[hall, group])
        assert "10:00" in client.get(address).content.decode()
        said = {"client_id": str(uuid4()), "slot": TEN.isoformat()}
        slot = queries.free_slots(Hall.objects.get(pk=hall), group, minutes(0))
        said["slot"] = next(one for one in slot if one.starts_at == TEN).starts_at.isoformat()
        answers = [client.post(address, said) for _again in range(2)]
        assert answers[0].url == answers[1].url
        row = Appointment.objects.get()
        shown = client.get(answers[0].url).content.decode()
        assert row.shown_code in shown
        assert row.pin in shown
        wrong_pin = client.post(answers[0].url, {"pin": "0" if row.pin != "0" else "1"})
        assert wrong_pin.status_code == 422
        assert client.post(answers[0].url, {"pin": row.pin}).status_code == 302
        row.refresh_from_db()
        assert row.state == BookingState.CANCELLED
        bad = client.post(address, {"client_id": str(uuid4()), "slot": "x"})
        assert bad.status_code == 422
        assert client.get(reverse("booking:book", args=[hall, 10**9])).status_code == 404
        assert client.get(reverse("booking:kept", args=["0" * 32])).status_code == 404
        for _try in range(6):
            said["client_id"] = str(uuid4())
            last = client.post(address, said)
        assert last.status_code in (422, 429)
