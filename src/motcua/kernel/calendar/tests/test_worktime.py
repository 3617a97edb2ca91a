from datetime import date, datetime

import pytest

from motcua.kernel import calendar as working
from motcua.kernel.calendar import shipped_calendar
from motcua.kernel.calendar.errors import NaiveInstant, NotAWorkingDay, OutOfRange

NATIONAL = shipped_calendar()


def at(text):
    return datetime.fromisoformat(f"{text}+07:00")


@pytest.mark.parametrize(
    ("instant", "is_open", "is_within_hours"),
    [
        ("2026-03-02T07:29:59", False, False),
        ("2026-03-02T07:30", True, True),
        ("2026-03-02T11:29:59", True, True),
        ("2026-03-02T11:30", False, True),
        ("2026-03-02T11:30:01", False, False),
        ("2026-03-02T17:30", False, True),
        ("2026-03-07T09:00", False, False),
        ("2026-08-22T09:00", True, True),
        ("2026-02-18T09:00", False, False),
    ],
)
def test_hours_are_half_open_but_something_may_fall_due_at_closing(instant, is_open, is_within_hours):
    assert working.is_open(at(instant), NATIONAL) is is_open
    assert working.is_within_hours(at(instant), NATIONAL) is is_within_hours


def test_days_around_a_long_weekend():
    friday, monday = date(2026, 4, 24), date(2026, 4, 28)
    assert working.next_working_day(friday, NATIONAL) == monday
    assert working.previous_working_day(monday, NATIONAL) == friday
    assert working.previous_working_day(date(2026, 1, 5), NATIONAL) == date(2025, 12, 31)
    assert working.working_days_between(friday, monday, NATIONAL) == 1
    # 261 weekdays, 14 of them off, and two worked Saturdays
    assert working.working_days_between(date(2025, 12, 31), date(2027, 1, 1), NATIONAL) == 249
    assert not working.is_working_day(date(2026, 4, 27), NATIONAL)


def test_opening_and_closing_of_a_day():
    day = date(2026, 3, 2)
    assert working.opening_of(day, NATIONAL) == at("2026-03-02T07:30")
    assert working.closing_of(day, NATIONAL) == at("2026-03-02T17:30")
    assert working.next_opening(at("2026-03-02T11:45"), NATIONAL) == at("2026-03-02T13:30")
    for function in (working.opening_of, working.closing_of):
        with pytest.raises(NotAWorkingDay):
            function(date(2026, 3, 1), NATIONAL)


def test_working_minutes_over_the_turn_of_the_year():
    start, end = at("2025-12-31T16:00"), at("2026-01-05T08:00")
    assert working.working_minutes_between(start, end, NATIONAL) == 120
    assert working.working_minutes_between(end, start, NATIONAL) == -120
    assert working.add_working_minutes(start, 120, NATIONAL) == end
    assert working.add_working_minutes(start, 90, NATIONAL) == at("2025-12-31T17:30")
    with pytest.raises(ValueError, match="negative"):
        working.add_working_minutes(start, -1, NATIONAL)


@pytest.mark.parametrize(
    ("received", "by"),
    [
        ("2026-03-02T08:00", "2026-03-02T17:30"),
        ("2026-03-02T14:59:59", "2026-03-02T17:30"),
        ("2026-03-02T15:00", "2026-03-03T07:30"),
        ("2026-03-06T16:00", "2026-03-09T07:30"),
        ("2026-03-06T19:00", "2026-03-09T17:30"),
        ("2026-08-21T16:00", "2026-08-22T07:30"),
    ],
)
def test_hand_over_the_same_day_or_at_the_start_of_the_next(received, by):
    assert working.hand_over_by(at(received), NATIONAL) == at(by)


@pytest.mark.parametrize(
    ("due_at", "moment"),
    [
        ("2026-03-03T09:00", "2026-03-02T17:30"),
        ("2026-03-02T17:30", "2026-02-27T17:30"),
        ("2026-02-23T07:30", "2026-02-13T17:30"),
    ],
)
def test_extend_at_the_latest_on_the_working_day_before(due_at, moment):
    assert working.last_moment_to_extend(at(due_at), NATIONAL) == at(moment)


def test_questions_without_zone_or_beyond_the_years_are_refused():
    with pytest.raises(NaiveInstant):
        working.is_open(datetime(2026, 3, 2), NATIONAL)  # noqa: DTZ001
    for day in (date(1999, 12, 31), date(2200, 1, 1), date.min, date.max):
        with pytest.raises(OutOfRange):
            working.is_working_day(day, NATIONAL)
    with pytest.raises(OutOfRange):
        working.previous_working_day(date(2000, 1, 3), NATIONAL)
