from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.calendar.lunar import LunarDate, NoSuchLunarDate, eve, lunar_date, solar_date, tet

NEW_YEARS = """
    1985-01-21 2000-02-05 2001-01-24 2002-02-12 2003-02-01 2004-01-22 2005-02-09 2006-01-29 2007-02-17
    2008-02-07 2009-01-26 2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08
    2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29
    2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-02 2031-01-23 2032-02-11 2033-01-31 2034-02-19
"""


@pytest.mark.parametrize("day", NEW_YEARS.split())
def test_new_year_falls_where_it_was_celebrated(day):
    assert tet(int(day[:4])) == date.fromisoformat(day)
    assert eve(int(day[:4])) == date.fromisoformat(day) - timedelta(days=1)


def test_new_year_of_2007_is_a_day_before_the_one_of_another_meridian():
    assert tet(2007) == date(2007, 2, 17)


HUNG_KINGS_DAYS = """
    2019-04-14 2020-04-02 2021-04-21 2022-04-10 2023-04-29 2024-04-18 2025-04-07 2026-04-26 2027-04-16
"""


@pytest.mark.parametrize("day", HUNG_KINGS_DAYS.split())
def test_hung_kings_day_is_the_tenth_of_the_third_month(day):
    assert solar_date(int(day[:4]), 3, 10) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("day", "month"),
    [
        ("2004-03-21", 2), ("2006-08-24", 7), ("2009-06-23", 5), ("2012-05-21", 4), ("2014-10-24", 9),
        ("2017-07-23", 6), ("2020-05-23", 4), ("2023-03-22", 2), ("2025-07-25", 6), ("2028-06-23", 5),
        ("2033-12-22", 11),
    ],
)  # fmt: skip
def test_leap_months_begin_where_the_sun_enters_no_sign(day, month):
    solar = date.fromisoformat(day)
    assert lunar_date(solar) == LunarDate(solar.year, month, True, 1)
    assert solar_date(solar.year, month, 1, is_leap=True) == solar


def test_the_last_lunar_months_belong_to_the_year_before():
    assert lunar_date(date(2026, 2, 16)) == LunarDate(2025, 12, False, 29)
    assert solar_date(2025, 12, 29) == date(2026, 2, 16)


@pytest.mark.parametrize(("month", "day"), [(12, 30), (1, 0), (1, 31), (13, 1), (0, 1)])
def test_days_that_do_not_exist_are_refused(month, day):
    with pytest.raises(NoSuchLunarDate):
        solar_date(2025, month, day)


@given(st.dates(date(1980, 1, 1), date(2199, 12, 31)))
def test_every_day_goes_to_the_lunar_calendar_and_back(day):
    found = lunar_date(day)
    assert solar_date(found.year, found.month, found.day, is_leap=found.is_leap) == day
    following = lunar_date(day + timedelta(days=1))
    assert following > found
    assert following.day in (found.day + 1, 1)
    assert found.day <= 30
