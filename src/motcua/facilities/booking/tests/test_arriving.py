"""Checking in: the code, the right time and place, the same number again, a number whose paper never came."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from motcua.facilities.booking import actions, queries
from motcua.facilities.booking.actions import (
    AlreadyUsed,
    Cancelled,
    Lapsed,
    NoSuchBooking,
    OtherHall,
    TooEarly,
    TooManyThatDay,
)
from motcua.facilities.booking.models import Appointment
from motcua.facilities.booking.rules import CODE_DIGITS, code_of, first_code_of, read_code
from motcua.facilities.halls.actions import By
from motcua.facilities.halls.models import Hall
from motcua.facilities.queueing import actions as queueing
from motcua.facilities.queueing.actions import NotIssuing
from motcua.facilities.queueing.models import PersonDay, Visit
from motcua.facilities.queueing.tests.stage import make_hall, minutes, wrong
from motcua.kernel.digits import is_checked

pytestmark = pytest.mark.django_db
TEN = minutes(60)  # 10:00 of that Monday


@pytest.fixture
def stage():
    return make_hall(1)


def book(stage, starts_at=TEN, at=0.0, **said) -> Appointment:
    group = stage.groups["A"].pk
    by = By(None, minutes(at))
    return actions.book(hall_id=stage.hall.pk, group_id=group, starts_at=starts_at, by=by, **said)


def come(stage, code: str, at: float) -> Visit:
    return actions.arrive_with(code=code, hall_id=stage.hall.pk, by=By(None, minutes(at)))


def test_a_code_is_digits_and_its_last_digit_checks_the_others(stage):
    row = book(stage)
    assert row.code == code_of(row.token)
    assert is_checked(row.code, CODE_DIGITS)
    assert row.shown_code.replace(" ", "") == row.code


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1234 5678", "12345678"), ("1234-5678", "12345678"), (" a1b2c3d4\n", "A1B2C3D4"), ("1234567", ""), ("", ""),
     ("１２３４５６７８", ""), ("%' OR 1=1", ""), ("1" * 4000, "")],
)  # fmt: skip
def test_how_a_code_may_be_typed(typed, kept):
    assert read_code(typed) == kept


def test_the_code_gives_the_number_once(stage):
    row = book(stage)
    visit = come(stage, row.code, 50)
    assert come(stage, row.shown_code, 51).pk == visit.pk, "read twice by a scanner"
    queueing.confirm(visit_id=visit.pk, by=By(None, minutes(51)))
    with pytest.raises(AlreadyUsed, match="A001 lúc 09:50"):
        come(stage, row.code, 53)
    assert Visit.objects.count() == 1
    assert wrong() == []


def test_a_number_whose_paper_never_came_is_taken_anew(stage):
    row = book(stage)
    lost = come(stage, row.code, 50)
    queueing.void(visit_id=lost.pk, by=By(None, minutes(52)))
    visit = come(stage, row.code, 52)
    assert visit.pk != lost.pk
    row.refresh_from_db()
    assert row.visit_id == visit.pk
    assert wrong() == []


def test_a_code_of_before_is_still_taken(stage):
    row = book(stage)
    Appointment.objects.filter(pk=row.pk).update(code=first_code_of(row.token))
    assert come(stage, first_code_of(row.token).lower(), 50)
    assert wrong() == []


def test_a_code_that_follows_from_nothing_is_named(stage):
    row = book(stage)
    Appointment.objects.filter(pk=row.pk).update(code="00000000")
    assert any("mã hẹn" in line for line in wrong())


def test_two_appointments_of_a_day_never_bear_one_code(stage):
    first, second = book(stage), book(stage)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(pk=second.pk).update(code=first.code)


def test_each_no_has_its_own_reason(stage):
    with pytest.raises(NoSuchBooking, match="Không thấy mã hẹn"):
        come(stage, "12345670", 0)
    row = book(stage, starts_at=TEN + timedelta(days=1))
    with pytest.raises(TooEarly, match=r"10:00 ngày 06/10/2026, không phải hôm nay"):
        come(stage, row.code, 1)
    row = book(stage, starts_at=TEN)
    with pytest.raises(TooEarly, match="nhận số từ 09:00"):
        come(stage, row.code, -1)
    actions.cancel(appointment_id=row.pk, pin=row.pin, by=By(None, minutes(2)))
    with pytest.raises(Cancelled):
        come(stage, row.code, 50)
    row = book(stage, starts_at=TEN)
    actions.expire(minutes(91))
    with pytest.raises(Lapsed):
        come(stage, row.code, 92)


def test_another_hall_says_where_to_go(stage):
    row = book(stage)
    other = make_hall(1)
    with pytest.raises(OtherHall, match=str(stage.hall)):
        actions.arrive_with(code=row.code, hall_id=other.hall.pk, by=By(None, minutes(50)))


def test_no_number_once_the_day_is_closed(stage):
    row = book(stage)
    queueing.close_day(hall_id=stage.hall.pk, day=row.day, by=stage.by(at=40))
    with pytest.raises(NotIssuing):
        come(stage, row.code, 50)


class TestTwoADay:
    """A key counts the numbers of a person; the appointment forgets it when it ends."""

    def test_numbers_and_appointments_are_counted_together(self, stage):
        book(stage, person_key="k")
        stage.visit(at=1, person_key="k")
        with pytest.raises(TooManyThatDay):
            book(stage, starts_at=minutes(90), at=2, person_key="k")
        assert PersonDay.objects.get().taken == 2
        assert book(stage, starts_at=minutes(90), at=2), "nobody is asked who they are"

    def test_coming_counts_no_second_time(self, stage):
        row = book(stage, person_key="k")
        come(stage, row.code, 50)
        row.refresh_from_db()
        assert (PersonDay.objects.get().taken, row.person_key) == (1, "")

    def test_a_place_given_back_is_no_number(self, stage):
        row = book(stage, person_key="k")
        actions.cancel(appointment_id=row.pk, pin=row.pin, by=By(None, minutes(1)))
        book(stage, at=2, person_key="k")
        actions.expire(minutes(91))
        assert PersonDay.objects.get().taken == 0
        assert set(Appointment.objects.values_list("person_key", flat=True)) == {""}
        assert wrong() == []


def test_why_a_day_is_closed(stage):
    hall = Hall.objects.get(pk=stage.hall.pk)
    at = minutes(0)
    today = queries.open_days(hall, at)[0]
    said = {days: queries.why_closed(hall, today + timedelta(days=days), at) for days in (-1, 0, 5, 7)}
    assert said[0] == ""
    assert "đã qua" in said[-1]
    assert "nghỉ" in said[5]
    assert "11/10/2026" in said[7]
