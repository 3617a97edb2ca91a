import csv
import hashlib
import os
from datetime import date
from pathlib import Path

import pytest

from motcua.kernel.calendar.decided import EDITION
from motcua.kernel.calendar.holidays import national_special_days
from motcua.kernel.calendar.special_days import Kind, read_special_days
from motcua.kernel.calendar.work_calendar import UnknownEdition, WorkCalendar, shipped_calendar

ROOT = Path(__file__).resolve().parents[5]
SAMPLE = ROOT / os.environ.get("MOTCUA_SAMPLE_DATA", "../shared/data") / "calendar"
# A promise was computed with the edition it names, so an edition never changes. New decisions: a new edition.
PINNED = {"2026-10": "2246652fc7d685c9a7bee8384148e73b208c6d10295f9f8dfe3dbfe7cbd84ff9"}


def _days(year, kind):
    return [special.day for special in national_special_days(year) if special.kind == kind]


@pytest.mark.skipif(not SAMPLE.is_dir(), reason=f"no sample calendars at {SAMPLE}")
def test_the_shipped_days_are_those_of_the_sample():
    (file,) = SAMPLE.glob("*.csv")
    with file.open(encoding="utf-8", newline="") as rows:
        expected = sorted((row["date"], row["kind"]) for row in csv.DictReader(rows))
    shipped = sorted(
        (special.day.isoformat(), special.kind.value)
        for year in range(2019, 2028)
        for special in national_special_days(year)
    )
    assert shipped == expected
    assert len(read_special_days(file.read_bytes())) == len(expected)


def test_an_edition_never_changes():
    rows = [special.to_json() for year in range(2000, 2200) for special in national_special_days(year)]
    found = hashlib.sha256(repr(rows).encode()).hexdigest()
    assert {EDITION: found} == PINNED


def test_an_edition_that_is_gone_is_named():
    with pytest.raises(UnknownEdition, match="không còn bộ dữ liệu"):
        WorkCalendar(edition="1999-01")


def test_culture_day_is_off_from_2026():
    assert date(2025, 11, 24) not in _days(2025, Kind.HOLIDAY)
    assert date(2026, 11, 24) in _days(2026, Kind.HOLIDAY)


def test_a_holiday_on_a_weekend_is_made_good():
    assert _days(2026, Kind.SUBSTITUTE_DAY) == [date(2026, 4, 27)]
    assert _days(2022, Kind.SUBSTITUTE_DAY) == [
        date(2022, 1, 3), date(2022, 4, 11), date(2022, 5, 2), date(2022, 5, 3),
    ]  # fmt: skip


def test_swaps_go_both_ways():
    assert _days(2026, Kind.SWAP_DAY) == [date(2026, 1, 2), date(2026, 8, 31)]
    assert _days(2026, Kind.MAKEUP_WORKDAY) == [date(2026, 1, 10), date(2026, 8, 22)]


@pytest.mark.parametrize("year", range(2028, 2120))
def test_later_years_are_expectations_that_follow_the_law(year):
    days = national_special_days(year)
    assert all(special.is_computed for special in days)
    holidays = [special for special in days if special.kind is Kind.HOLIDAY]
    assert len([special for special in holidays if special.name == "Tết Nguyên đán"]) == 5
    off = {special.day for special in days}
    assert len(off) == len(days)  # no day twice
    # Law: Bộ luật Lao động 2019, Điều 112: 12 days off from 2026, weekends made good
    assert sum(day.weekday() < 5 for day in off) == len(holidays) == 12


def test_what_was_decided_is_not_marked_as_computed():
    assert not any(
        special.is_computed for year in range(2019, 2027) for special in national_special_days(year)
    )
    assert all(special.is_computed for special in national_special_days(2027))


def test_a_day_off_has_no_hours_and_a_worked_saturday_has_weekday_hours():
    calendar = shipped_calendar()
    assert not calendar.hours_on(date(2026, 8, 31))
    assert str(calendar.hours_on(date(2026, 8, 22))) == "07:30–11:30, 13:30–17:30"
    assert not calendar.hours_on(date(2026, 8, 29))
