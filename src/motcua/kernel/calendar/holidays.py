"""The national calendar of a year: holidays by law, what was decided for the year, else a computed expectation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from motcua.kernel.calendar import decided, lunar
from motcua.kernel.calendar.special_days import Kind, SpecialDay

LABOUR_CODE = "Bộ luật Lao động 2019, Điều 112"
_DAY = timedelta(days=1)
_TET_NAME = "Tết Nguyên đán"
_NATIONAL_DAY_NAME = "Quốc khánh"
# How Tết lies around mùng 1 where nothing was decided: two days before it when mùng 1 is a
# Wednesday, Friday, Saturday or Sunday, else one, as in most decided years.
_TWO_DAYS_BEFORE = (2, 4, 5, 6)
# The neighbour of 2/9 by its weekday, Monday first: the one that joins it to a weekend.
_NEIGHBOUR = (1, -1, -1, 1, -1, -1, 1)


@lru_cache(maxsize=256)
def national_special_days(year: int) -> tuple[SpecialDay, ...]:
    """Every day of `year` that differs from the base week, in order."""
    is_computed = year > decided.DECIDED_UNTIL or year < decided.FIRST_KNOWN
    holidays = dict(_holidays(year))
    rows = [SpecialDay(day, Kind.HOLIDAY, name, LABOUR_CODE, is_computed) for day, name in holidays.items()]
    for day, name in _substitutes(year, holidays):
        rows.append(SpecialDay(day, Kind.SUBSTITUTE_DAY, f"Nghỉ bù {name}", LABOUR_CODE, is_computed))
    for off, worked in decided.SWAPS:
        if off.year == year:
            rows.append(SpecialDay(off, Kind.SWAP_DAY, f"Nghỉ hoán đổi với {worked:%d/%m/%Y}"))
        if worked.year == year:
            rows.append(SpecialDay(worked, Kind.MAKEUP_WORKDAY, f"Làm bù cho {off:%d/%m/%Y}"))
    return tuple(sorted(rows))


def _holidays(year: int) -> Iterator[tuple[date, str]]:
    """Holidays by law, wherever in the week they fall."""
    yield date(year, 1, 1), "Tết Dương lịch"
    for day in _tet_days(year):
        yield day, _TET_NAME
    # Law: Luật 84/2007/QH11: Giỗ Tổ is a day off from 2007
    if year >= 2007:
        yield lunar.solar_date(year, 3, 10), "Giỗ Tổ Hùng Vương"
    yield date(year, 4, 30), "Ngày Chiến thắng"
    yield date(year, 5, 1), "Ngày Quốc tế Lao động"
    for day in _national_days(year):
        yield day, _NATIONAL_DAY_NAME
    # Law: NQ 28/2026/QH16: 24/11 is a day off from 2026
    if year >= 2026:
        yield date(year, 11, 24), "Ngày Văn hóa Việt Nam"


def _tet_days(year: int) -> list[date]:
    if year in decided.TET:
        first, last = decided.TET[year]
        return [first + _DAY * i for i in range((last - first).days + 1)]
    new_year = lunar.tet(year)
    before = 2 if new_year.weekday() in _TWO_DAYS_BEFORE else 1
    return [new_year + _DAY * i for i in range(-before, 5 - before)]


def _national_days(year: int) -> list[date]:
    day = date(year, 9, 2)
    # Law: Bộ luật Lao động 2019, Điều 112.1đ, in force 01/01/2021: two days
    if year < 2021:
        return [day]
    neighbour = decided.NATIONAL_DAY_NEIGHBOUR.get(year) or day + _DAY * _NEIGHBOUR[day.weekday()]
    return sorted([day, neighbour])


def _substitutes(year: int, holidays: dict[date, str]) -> Iterator[tuple[date, str]]:
    """Law: Bộ luật Lao động 2019, Điều 112.3: a holiday on a weekend is made good on the next working day.

    Where Tết was decided, its days off say so already.
    """
    taken = set(holidays)
    for day, name in sorted(holidays.items()):
        if day.weekday() < 5 or (name == _TET_NAME and year in decided.TET):
            continue
        substitute = day + _DAY
        while substitute.weekday() >= 5 or substitute in taken:
            substitute += _DAY
        taken.add(substitute)
        yield substitute, name
