"""What must hold for every due date."""

import json
from datetime import timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from motcua.kernel.calendar import due, is_within_hours, parse_limit, working_minutes_between
from motcua.kernel.calendar.tests.brute_force import FIRST
from motcua.kernel.calendar.tests.situations import (
    at,
    cases,
    days,
    lengths,
    limit_text,
    limits,
    minutes,
    national_cases,
    pauses,
)
from motcua.kernel.calendar.work_calendar import calendar_from

many = settings(deadline=None, max_examples=120)
counted_limits = limits.filter(lambda limit: limit[1] in ("hours", "working_days"))


def _due_at(case, start, limit, pauses=()):
    return due(
        at(start), parse_limit(limit_text(limit)), case.calendar, [(at(a), at(b)) for a, b in pauses]
    ).due_at


@many
@given(cases, minutes, minutes, limits)
def test_a_later_start_is_never_due_earlier(case, one, other, limit):
    earlier, later = sorted((one, other))
    assert _due_at(case, earlier, limit) <= _due_at(case, later, limit)


@many
@given(cases, minutes, minutes, limits, pauses)
def test_nor_with_pauses_that_begin_after_both_starts(case, one, other, limit, pauses):
    earlier, later = sorted((one, other))
    after = [(a, b) for a, b in pauses if a >= later]
    assert _due_at(case, earlier, limit, after) <= _due_at(case, later, limit, after)


@many
@given(national_cases, minutes, minutes, counted_limits, pauses)
def test_nor_with_any_pauses_where_every_day_has_the_same_hours(case, one, other, limit, pauses):
    """Days and months are left out: a start inside a pause then loses what the rule does not give back."""
    earlier, later = sorted((one, other))
    assert _due_at(case, earlier, limit, pauses) <= _due_at(case, later, limit, pauses)


@many
@given(cases, minutes, limits, pauses, days)
def test_a_holiday_outside_every_pause_is_never_due_earlier(case, start, limit, pauses, day):
    begins = (day - FIRST).days * 1440
    pauses = [(a, b) for a, b in pauses if b <= begins or a >= begins + 1440]
    assert _due_at(case, start, limit, pauses) <= _due_at(case.with_day_off(day), start, limit, pauses)


@many
@given(cases, minutes, limits, lengths, lengths)
def test_a_pause_moves_by_its_working_minutes(case, start, limit, wait, length):
    unpaused, begins = _due_at(case, start, limit), start + wait
    assume(at(begins) < unpaused)
    paused = _due_at(case, start, limit, [(begins, begins + length)])
    inside = working_minutes_between(at(begins), at(begins + length), case.calendar)
    assert working_minutes_between(unpaused, paused, case.calendar) == inside
    assert (paused == unpaused) == (inside == 0)


@many
@given(cases, minutes, limits, minutes, lengths, st.integers(0, 9 * 1440))
def test_a_pause_in_two_pieces_counts_as_one(case, start, limit, begins, length, cut):
    ends, middle = begins + length, begins + min(cut, length)
    whole = _due_at(case, start, limit, [(begins, ends)])
    assert whole == _due_at(case, start, limit, [(middle, ends), (begins, middle)])
    assert whole == _due_at(case, start, limit, [(begins, ends), (begins, middle), (begins, ends)])


@many
@given(cases, minutes, limits, pauses)
def test_what_was_promised_can_be_computed_again(case, start, limit, pauses):
    stored = json.loads(json.dumps(case.calendar.content()))
    again = calendar_from(stored, key="agency:X", version="7")
    spans = [(at(a), at(b)) for a, b in pauses]
    asked = parse_limit(limit_text(limit))
    promised, repeated = due(at(start), asked, case.calendar, spans), due(at(start), asked, again, spans)
    assert (promised.due_at, promised.trace) == (repeated.due_at, repeated.trace)
    assert again.digest == case.calendar.digest
    assert again == case.calendar


@many
@given(cases, minutes, limits, pauses)
def test_due_dates_lie_within_hours_and_traces_tell_them(case, start, limit, pauses):
    found = due(at(start), parse_limit(limit_text(limit)), case.calendar, [(at(a), at(b)) for a, b in pauses])
    assert is_within_hours(found.due_at, case.calendar)
    assert json.loads(json.dumps(found.trace)) == found.trace
    assert all(entry["kind"] and entry["text"] for entry in found.trace)
    assert found.trace[0]["at"] == at(start).isoformat()
    assert found.trace[-1] == found.trace[-1] | {"kind": "due", "at": found.due_at.isoformat()}


@many
@given(cases, minutes, limits)
def test_seconds_are_kept(case, start, limit):
    exact = at(start) + timedelta(seconds=17, microseconds=5)
    found = due(exact, parse_limit(limit_text(limit)), case.calendar).due_at
    assert _due_at(case, start, limit) <= found <= _due_at(case, start + 1, limit)
