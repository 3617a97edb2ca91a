from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.calendar import Limit, Unit, parse_limit
from motcua.kernel.calendar.errors import BadLimit


@pytest.mark.parametrize(
    ("text", "value", "unit", "canonical", "words"),
    [
        ("5 working_days", "5", Unit.WORKING_DAYS, "5 working_days", "5 ngày làm việc"),
        ("7.5 working_days", "7.5", Unit.WORKING_DAYS, "7.5 working_days", "7,5 ngày làm việc"),
        ("08 hours", "8", Unit.HOURS, "8 hours", "8 giờ làm việc"),
        ("0.25 hours", "0.25", Unit.HOURS, "0.25 hours", "0,25 giờ làm việc"),
        ("15.00 days", "15", Unit.DAYS, "15 days", "15 ngày"),
        (" 100  months ", "100", Unit.MONTHS, "100 months", "100 tháng"),
        ("same_day", "0", Unit.SAME_DAY, "same_day", "trong ngày làm việc"),
    ],
)
def test_limits_are_read_and_said(text, value, unit, canonical, words):
    limit = parse_limit(text)
    assert (limit.value, limit.unit) == (Decimal(value), unit)
    assert str(limit) == canonical
    assert limit.describe() == words
    assert parse_limit(str(limit)) == Limit(limit.value, unit)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "5", "working_days", "five days", "5 workdays", "5 WORKING_DAYS", "5working_days", "5 weeks",
        "0 days", "0.0 hours", "-1 days", "+1 days", "1e308 working_days", "1e3 hours", "nan days", "inf hours",
        "Infinity hours", "1.5 days", "0.5 months", "1,5 hours", "1_0 days", "٥ days", "5 days days", "1. hours",
        ".5 hours", "1000000 days", "9" * 400 + " hours", "0x10 days", "5 days\x00", "1 same_day", "same_day 1",
        "0.0000001 hours",
    ],
)  # fmt: skip
def test_everything_else_is_refused(text):
    with pytest.raises(BadLimit):
        parse_limit(text)


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text):
    try:
        limit = parse_limit(text)
    except BadLimit:
        return
    assert parse_limit(str(limit)) == limit


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-1", "0", "1E+7"])
def test_a_limit_cannot_be_made_of_nonsense(value):
    with pytest.raises(BadLimit):
        Limit(Decimal(value), Unit.HOURS)
