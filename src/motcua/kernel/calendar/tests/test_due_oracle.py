"""The fast arithmetic against counting minute by minute."""

from datetime import timedelta

from hypothesis import given, settings

from motcua.kernel.calendar import (
    add_working_minutes,
    due,
    is_open,
    is_working_day,
    next_opening,
    parse_limit,
    working_days_between,
    working_minutes_between,
)
from motcua.kernel.calendar.tests.brute_force import FIRST
from motcua.kernel.calendar.tests.situations import (
    at,
    cases,
    lengths,
    limit_text,
    limits,
    minute_of,
    minutes,
    pauses,
)

slow = settings(deadline=None, max_examples=150)


@slow
@given(cases, minutes, limits, pauses)
def test_due_dates_are_those_of_counting(case, start, limit, pauses):
    found = due(at(start), parse_limit(limit_text(limit)), case.calendar, [(at(a), at(b)) for a, b in pauses])
    assert minute_of(found.due_at) == case.office.due(start, *limit, pauses)


@slow
@given(cases, minutes, lengths)
def test_working_minutes_are_those_of_counting(case, start, length):
    office, end = case.office, start + length
    assert working_minutes_between(at(start), at(end), case.calendar) == office.worked(start, end)
    assert working_minutes_between(at(end), at(start), case.calendar) == -office.worked(start, end)
    assert minute_of(next_opening(at(start), case.calendar)) == office.next_opening(start)
    assert is_open(at(start), case.calendar) == office.is_open(start)


@slow
@given(cases, minutes, lengths)
def test_added_minutes_end_behind_the_last_worked_minute(case, start, count):
    opening = case.office.next_opening(start)
    expected = case.office.walk(opening, count % 3000, closing=True)
    assert minute_of(add_working_minutes(at(start), count % 3000, case.calendar)) == expected


@slow
@given(cases, minutes, minutes)
def test_working_days_are_those_of_counting(case, one, other):
    first, last = sorted((one // 1440, other // 1440))
    days = [FIRST + timedelta(days=n) for n in range(first, last + 1)]
    expected = sum(bool(hours) for hours in case.office.hours[first + 1 : last + 1])
    assert working_days_between(days[0], days[-1], case.calendar) == expected
    assert working_days_between(days[-1], days[0], case.calendar) == -expected
    assert [is_working_day(day, case.calendar) for day in days] == [
        bool(hours) for hours in case.office.hours[first : last + 1]
    ]
