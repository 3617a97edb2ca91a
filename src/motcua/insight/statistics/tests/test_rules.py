"""Periods, and the arithmetic of 06a on values alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.insight.statistics.choices import Span
from motcua.insight.statistics.rules import Flow, Period, Settlement, Standing, period_of
from motcua.kernel.clock import VIETNAM

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
FIGURES = st.builds(Settlement, *[st.integers(0, 10**6)] * 9)
WORDS = [span for span in Span.values if span != Span.CHOSEN]


@pytest.mark.parametrize(
    ("span", "today", "first", "last"),
    [
        ("day", "2026-10-05", "2026-10-05", "2026-10-05"),
        ("week", "2026-10-05", "2026-09-29", "2026-10-05"),
        ("month", "2026-12-31", "2026-12-01", "2026-12-31"),
        ("month", "2028-02-10", "2028-02-01", "2028-02-29"),
        ("report_month", "2026-10-14", "2026-09-15", "2026-10-14"),
        ("report_month", "2026-10-15", "2026-10-15", "2026-11-14"),
        ("report_month", "2026-12-15", "2026-12-15", "2027-01-14"),
        ("report_month", "2027-01-14", "2026-12-15", "2027-01-14"),
        ("year", "2026-10-05", "2026-01-01", "2026-12-31"),
        ("report_year", "2026-12-14", "2025-12-15", "2026-12-14"),
        ("report_year", "2026-12-15", "2026-12-15", "2027-12-14"),
    ],
)
def test_what_a_word_means(span, today, first, last):
    found = period_of(span, date.fromisoformat(today))
    assert found == Period(date.fromisoformat(first), date.fromisoformat(last))


@given(DAYS, st.sampled_from(WORDS))
def test_every_period_holds_today(today, span):
    period = period_of(span, today)
    assert period.first <= today <= period.last
    assert period_of(span, period.last) == period or span == "week"


@given(DAYS, st.sampled_from(["report_month", "report_year", "month", "year"]))
def test_periods_follow_each_other_without_gap(today, span):
    period = period_of(span, today)
    following = period_of(span, period.last + timedelta(days=1))
    assert following.first == period.last + timedelta(days=1)
    assert following.start == period.end


def test_words_that_mean_no_period():
    for word in ("chosen", "", "decade"):
        with pytest.raises(ValueError, match="no such period"):
            period_of(word, date(2026, 1, 1))


def test_a_day_runs_from_midnight_to_midnight_in_viet_nam():
    day = Period(date(2026, 10, 5), date(2026, 10, 5))
    assert day.start.isoformat() == "2026-10-05T00:00:00+07:00"
    assert day.end - day.start == timedelta(days=1)
    now = day.start.replace(hour=9, tzinfo=VIETNAM)
    assert day.measured_at(now) == now
    assert day.measured_at(now + timedelta(days=9)) == day.end


@given(FIGURES, FIGURES)
def test_sums_of_lines_are_lines_of_sums(one, other):
    together = one + other
    assert together.columns() == tuple(a + b for a, b in zip(one.columns(), other.columns(), strict=True))
    assert together.new == one.new + other.new
    if one.is_balanced and other.is_balanced:
        assert together.is_balanced


@given(FIGURES)
def test_totals_are_the_sums_of_their_columns(line):
    received, online, direct, carried, settled, early, on_time, overdue, running, in_time, late = (
        line.columns()
    )
    assert received == online + direct + carried
    assert settled == early + on_time + overdue
    assert running == in_time + late


@given(st.integers(0, 9), st.integers(0, 9))
def test_shares_are_percents(settled, overdue):
    share = Flow(settled=settled, overdue=min(settled, overdue)).punctual_share
    assert share is None if settled == 0 else 0 <= share <= 100


def test_what_stands_adds_up():
    assert Standing(3, 1, 2) + Standing(4, 0, 1) == Standing(7, 1, 3)
    assert Flow(3, 1, 2, 1) + Flow(1, 0, 2, 1) == Flow(4, 1, 4, 2)
    assert Flow(settled=4, overdue=2).punctual_share == 50
