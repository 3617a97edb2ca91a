"""The Vietnamese lunar calendar, computed for UTC+7.

Months begin on the local day of the new moon; the month that holds the winter solstice is
the eleventh; of thirteen months between two solstices the first without a major solar term
is the leap month. New moons follow Meeus, Astronomical Algorithms, chapter 49 (seconds to
a minute exact), the sun's longitude chapter 25 (0.01 degrees). Computing for another
meridian gives other days: Tết 2007 and 2030 differ between Hà Nội and Bắc Kinh.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from math import floor, radians, sin

_LUNATION = 29.530588861
_FIRST_NEW_MOON = 2451550.09766  # Julian ephemeris day of lunation 0, 6 January 2000
_ORDINAL_AT_JD_0 = 1721424.5  # Julian day = ordinal + this, at 00:00 UTC
_ZONE = 7 / 24  # UTC+7, the legal zone since Decision 121-CP of 8 August 1967

# coefficient, multiple of M, of M', of F; a term with M is also scaled by E per multiple of M
_MOON_TERMS = (
    (-0.40720, 0, 1, 0), (0.17241, 1, 0, 0), (0.01608, 0, 2, 0), (0.01039, 0, 0, 2),
    (0.00739, -1, 1, 0), (-0.00514, 1, 1, 0), (0.00208, 2, 0, 0), (-0.00111, 0, 1, -2),
    (-0.00057, 0, 1, 2), (0.00056, 1, 2, 0), (-0.00042, 0, 3, 0), (0.00042, 1, 0, 2),
    (0.00038, 1, 0, -2), (-0.00024, -1, 2, 0), (-0.00007, 2, 1, 0), (0.00004, 0, 2, -2),
    (0.00004, 3, 0, 0), (0.00003, 1, 1, -2), (0.00003, 0, 2, 2), (-0.00003, 1, 1, 2),
    (0.00003, -1, 1, 2), (-0.00002, -1, 1, -2), (-0.00002, 1, 3, 0), (0.00002, 0, 4, 0),
)  # fmt: skip
# coefficient, angle at lunation 0, angle per lunation: planetary perturbations
_PLANET_TERMS = (
    (0.000325, 299.77, 0.107408), (0.000165, 251.88, 0.016321), (0.000164, 251.83, 26.651886),
    (0.000126, 349.42, 36.412478), (0.000110, 84.66, 18.206239), (0.000062, 141.74, 53.303771),
    (0.000060, 207.14, 2.453732), (0.000056, 154.84, 7.306860), (0.000047, 34.52, 27.261239),
    (0.000042, 207.19, 0.121824), (0.000040, 291.34, 1.844379), (0.000037, 161.72, 24.198154),
    (0.000035, 239.56, 25.513099), (0.000023, 331.55, 3.592518),
)  # fmt: skip


@dataclass(frozen=True, order=True)
class LunarDate:
    """Ngày âm lịch. `is_leap` marks a day of the second month that bears the same number."""

    year: int
    month: int
    is_leap: bool
    day: int


class NoSuchLunarDate(ValueError):
    """Ngày âm lịch này không có."""


def lunar_date(day: date) -> LunarDate:
    """The lunar date of a solar day."""
    ordinal = day.toordinal()
    months = _months(day.year)
    if ordinal < months[0][2]:
        months = _months(day.year - 1)
    elif ordinal >= _months(day.year + 1)[0][2]:
        months = _months(day.year + 1)
    number, is_leap, first = next(m for m in reversed(months) if m[2] <= ordinal)
    year = day.year if first >= _tet_ordinal(day.year) else day.year - 1
    return LunarDate(year, number, is_leap, ordinal - first + 1)


def solar_date(year: int, month: int, day: int, *, is_leap: bool = False) -> date:
    """The solar day of a lunar date; raises NoSuchLunarDate."""
    winter = year + 1 if month >= 11 else year  # months 11 and 12 open the next table
    months = _months(winter)
    for place, (number, leap, first) in enumerate(months):
        if (number, leap) == (month, is_leap):
            after = months[place + 1][2] if place + 1 < len(months) else _months(winter + 1)[0][2]
            if 1 <= day <= after - first:
                return date.fromordinal(first + day - 1)
    raise NoSuchLunarDate(f"{day}/{month}/{year}")


def tet(year: int) -> date:
    """Mùng 1 Tết: the first day of the lunar year that begins in solar `year`."""
    return date.fromordinal(_tet_ordinal(year))


@lru_cache(maxsize=512)
def _tet_ordinal(year: int) -> int:
    return next(first for number, is_leap, first in _months(year) if number == 1 and not is_leap)


@lru_cache(maxsize=512)
def _months(year: int) -> tuple[tuple[int, bool, int], ...]:
    """Months 11, 12, 1 … 10 up to the solstice of `year`: number, whether leap, ordinal of its first day."""
    first, last = _eleventh(year - 1), _eleventh(year)
    starts = [new_moon_day(k).toordinal() for k in range(first, last + 1)]
    leap = _leap_place(starts) if last - first == 13 else None
    found: list[tuple[int, bool, int]] = []
    number = 11
    for place, start in enumerate(starts[:-1]):
        if place == leap:
            found.append((found[-1][0], True, start))
            continue
        found.append((number, False, start))
        number = number % 12 + 1
    return tuple(found)


def _leap_place(starts: list[int]) -> int:
    """The first month in which the sun enters no new sign."""
    places = range(1, len(starts) - 1)
    return next(i for i in places if _sign(starts[i]) == _sign(starts[i + 1]))


@lru_cache(maxsize=512)
def _eleventh(year: int) -> int:
    """Number of the lunation that holds the winter solstice of `year`."""
    new_year = date(year, 12, 31)
    k = floor((new_year - date(2000, 1, 6)).days / _LUNATION) + 1
    while new_moon_day(k) > new_year:
        k -= 1
    return k - 1 if _sign(new_moon_day(k).toordinal()) >= 9 else k


def _sign(ordinal: int) -> int:
    """In which twelfth of its way the sun stands at 00:00 of a Vietnamese day; 9 begins at the winter solstice."""
    return floor(sun_longitude(ordinal + _ORDINAL_AT_JD_0 - _ZONE) / 30)


@lru_cache(maxsize=4096)
def new_moon_day(k: int) -> date:
    """The Vietnamese day of new moon `k`, counted from 6 January 2000."""
    ephemeris = new_moon(k)
    years = 2000 + k / 12.3685
    local = ephemeris - _delta_t(years) / 86400 + _ZONE
    return date.fromordinal(floor(local - _ORDINAL_AT_JD_0))


def new_moon(k: int) -> float:
    """Julian ephemeris day of new moon `k` (Meeus 49.1)."""
    t = k / 1236.85
    e = 1 - 0.002516 * t - 0.0000074 * t * t
    sun = 2.5534 + 29.10535670 * k - 0.0000014 * t**2 - 0.00000011 * t**3
    moon = 201.5643 + 385.81693528 * k + 0.0107582 * t**2 + 0.00001238 * t**3 - 0.000000058 * t**4
    node = 160.7108 + 390.67050284 * k - 0.0016118 * t**2 - 0.00000227 * t**3 + 0.000000011 * t**4
    omega = 124.7746 - 1.56375588 * k + 0.0020672 * t**2 + 0.00000215 * t**3
    mean = _FIRST_NEW_MOON + _LUNATION * k + 0.00015437 * t**2 - 0.000000150 * t**3 + 0.00000000073 * t**4
    correction = -0.00017 * _sin(omega)
    for size, m, m1, f in _MOON_TERMS:
        correction += size * e ** abs(m) * _sin(m * sun + m1 * moon + f * node)
    for place, (size, angle, step) in enumerate(_PLANET_TERMS):
        correction += size * _sin(angle + step * k - (0.009173 * t * t if place == 0 else 0))
    return mean + correction


def sun_longitude(julian_day: float) -> float:
    """Apparent longitude of the sun in degrees, 0 to 360 (Meeus 25)."""
    t = (julian_day - 2451545.0) / 36525
    anomaly = 357.52911 + 35999.05029 * t - 0.0001537 * t * t
    centre = (1.914602 - 0.004817 * t - 0.000014 * t * t) * _sin(anomaly)
    centre += (0.019993 - 0.000101 * t) * _sin(2 * anomaly) + 0.000289 * _sin(3 * anomaly)
    true = 280.46646 + 36000.76983 * t + 0.0003032 * t * t + centre
    return (true - 0.00569 - 0.00478 * _sin(125.04 - 1934.136 * t)) % 360


def _delta_t(year: float) -> float:
    """Seconds between ephemeris and universal time (polynomials of Espenak and Meeus)."""
    if year < 2005:
        t = year - 2000
        return 63.86 + 0.3345 * t - 0.060374 * t**2 + 0.0017275 * t**3
    if year < 2050:
        t = year - 2000
        return 62.92 + 0.32217 * t + 0.005589 * t**2
    return -20 + 32 * ((year - 1820) / 100) ** 2 - 0.5628 * (2150 - min(year, 2150.0))


def _sin(degrees: float) -> float:
    return sin(radians(degrees % 360))


def eve(year: int) -> date:
    """Giao thừa: the day before mùng 1."""
    return tet(year) - timedelta(days=1)
