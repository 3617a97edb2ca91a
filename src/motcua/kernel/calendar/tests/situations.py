"""Hypothesis strategies: offices, starts, limits and pauses, for the product and for brute force alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from hypothesis import strategies as st

from motcua.kernel.calendar.special_days import Kind, SpecialDay, by_year
from motcua.kernel.calendar.tests.brute_force import FIRST, NATIONAL_WEEK, Office
from motcua.kernel.calendar.week import Hours, Week
from motcua.kernel.calendar.work_calendar import Season, WorkCalendar

ZONE = timezone(timedelta(hours=7))
OPENING = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=ZONE)
SATURDAY_MORNING = [*NATIONAL_WEEK[:5], [(450, 690)], []]
ODD_WEEK = [
    [(420, 660), (840, 1020)],
    [],
    [(480, 1080)],
    [(0, 90), (1380, 1440)],
    [(450, 690)],
    [(600, 601)],
    [],
]
START_DAYS = 150


@dataclass(frozen=True)
class Case:
    """One office, seen by both."""

    office: Office
    calendar: WorkCalendar
    specials: tuple[SpecialDay, ...]

    def with_day_off(self, day: date) -> Case:
        return case(self.office.week, (*self.specials, SpecialDay(day, Kind.HOLIDAY, "Ngày nghỉ thêm")))


def case(week: list[list[tuple[int, int]]], specials: tuple[SpecialDay, ...]) -> Case:
    office = Office(
        week,
        frozenset(s.day for s in specials if s.kind.is_off),
        frozenset(s.day for s in specials if not s.kind.is_off),
    )
    season = Season(date.min, Week(tuple(Hours(tuple(day)) for day in week)))
    return Case(office, WorkCalendar(seasons=(season,), edition="", years=by_year(set(specials))), specials)


days = st.integers(0, START_DAYS + 60).map(lambda n: FIRST + timedelta(days=n))
special_days = st.lists(
    st.builds(SpecialDay, days, st.sampled_from([Kind.HOLIDAY, Kind.SUBSTITUTE_DAY, Kind.SWAP_DAY]))
    | st.builds(
        SpecialDay,
        days.map(lambda day: day + timedelta(days=(5 - day.weekday()) % 7)),
        st.just(Kind.MAKEUP_WORKDAY),
    ),
    max_size=14,
).map(tuple)
weeks = st.sampled_from([NATIONAL_WEEK, NATIONAL_WEEK, SATURDAY_MORNING, ODD_WEEK])
cases = st.builds(case, weeks, special_days)
national_cases = st.builds(case, st.just(NATIONAL_WEEK), special_days)
# Minutes at which something begins or ends turn up far more often than by chance.
clocks = st.sampled_from([0, 449, 450, 689, 690, 809, 810, 899, 900, 1049, 1050, 1439]) | st.integers(0, 1439)
minutes = st.builds(lambda n, clock: n * 1440 + clock, st.integers(0, START_DAYS), clocks)
quarters = st.integers(1, 60).map(lambda n: n / 4)
limits = (
    st.tuples(st.integers(1, 40) | quarters, st.just("working_days"))
    | st.tuples(quarters, st.just("hours"))
    | st.tuples(st.integers(1, 60), st.just("days"))
    | st.tuples(st.integers(1, 5), st.just("months"))
    | st.tuples(st.just(0), st.just("same_day"))
)
lengths = st.sampled_from([0, 1, 60, 480, 1440, 2880, 4320]) | st.integers(0, 9 * 1440)
pauses = st.lists(st.tuples(minutes, lengths).map(lambda p: (p[0], p[0] + p[1])), max_size=4)


def at(minute: int) -> datetime:
    return OPENING + timedelta(minutes=minute)


def minute_of(instant: datetime) -> int:
    minute, rest = divmod(instant - OPENING, timedelta(minutes=1))
    assert not rest
    return minute


def limit_text(limit: tuple[float, str]) -> str:
    value, unit = limit
    return unit if unit == "same_day" else f"{value:g} {unit}"
