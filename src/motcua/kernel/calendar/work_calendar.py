"""A work calendar as a value: seasons of opening hours, special days, a version and a digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from motcua.kernel.calendar import decided
from motcua.kernel.calendar.day_table import DayTable
from motcua.kernel.calendar.errors import CalendarError
from motcua.kernel.calendar.holidays import national_special_days
from motcua.kernel.calendar.special_days import SpecialDay, by_year
from motcua.kernel.calendar.week import BASE_WEEK, CLOSED, Hours, Week

NATIONAL = "national"
# Law: NĐ 118/2025, Điều 18.2: dossiers received after 15:00 are handed over the next working day
CUTOFF = 15 * 60
_EDITIONS = {decided.EDITION: national_special_days}


class UnknownEdition(CalendarError):
    """Phần mềm này không còn bộ dữ liệu ngày nghỉ đã dùng để hẹn trả."""


@dataclass(frozen=True)
class Season:
    """Khung giờ làm việc áp dụng từ một ngày: the week and the cut-off, until the next season begins."""

    valid_from: date
    week: Week = BASE_WEEK
    cutoff: int = CUTOFF


BASE_SEASON = Season(date.min)


@dataclass(frozen=True, eq=False)
class WorkCalendar:
    """Lịch làm việc: which minutes are working minutes, of one key and version.

    `years` replaces the shipped special days of whole years, `extra` adds an agency's own;
    other years come from the shipped `edition` ("" means no special days at all). Two
    calendars are equal when their digests are.
    """

    key: str = NATIONAL
    version: str = ""
    seasons: tuple[Season, ...] = (BASE_SEASON,)
    edition: str = decided.EDITION
    years: Mapping[int, tuple[SpecialDay, ...]] = field(default_factory=dict)
    extra: tuple[SpecialDay, ...] = ()

    def __post_init__(self) -> None:
        if self.edition and self.edition not in _EDITIONS:
            raise UnknownEdition

    def special_days(self, year: int) -> tuple[SpecialDay, ...]:
        """Days of `year` that differ from the week, in order; a day may bear several."""
        if year in self.years:
            base = self.years[year]
        else:
            base = _EDITIONS[self.edition](year) if self.edition else ()
        own = tuple(special for special in self.extra if special.day.year == year)
        return tuple(sorted((*base, *own))) if own else base

    def season_on(self, day: date) -> Season:
        return next(season for season in reversed(self.seasons) if season.valid_from <= day)

    def hours_on(self, day: date) -> Hours:
        """Opening hours of a day; empty when closed."""
        return self.hours_for(day, [special for special in self.special_days(day.year) if special.day == day])

    def hours_for(self, day: date, specials: Sequence[SpecialDay]) -> Hours:
        """Opening hours of a day with its special days. A day off beats a worked Saturday."""
        if any(special.kind.is_off for special in specials):
            return CLOSED
        week = self.season_on(day).week
        return week.makeup_hours if specials else week.days[day.weekday()]

    @cached_property
    def table(self) -> DayTable:
        """Working days and minutes by year, filled as they are asked for."""
        return DayTable(self)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over everything the arithmetic depends on; key and version are not part of it."""
        text = json.dumps(self.content(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def reference(self) -> dict[str, str]:
        """What a fact notes of the calendar it was computed with; `queries.calendar_at` finds it again."""
        return {"key": self.key, "version": self.version, "digest": self.digest}

    def content(self) -> dict[str, Any]:
        """As JSON holds it; `calendar_from` reads it back."""
        return {
            "edition": self.edition,
            "seasons": seasons_to_json(self.seasons),
            "years": {
                str(year): [special.to_json() for special in rows]
                for year, rows in sorted(self.years.items())
            },
            "extra": [special.to_json() for special in sorted(self.extra)],
        }

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WorkCalendar) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)


def seasons_to_json(seasons: Iterable[Season]) -> list[list[Any]]:
    return [[s.valid_from.isoformat(), s.week.to_json(), s.cutoff] for s in seasons]


def seasons_from(rows: Iterable[list[Any]]) -> tuple[Season, ...]:
    return tuple(Season(date.fromisoformat(day), Week.from_json(week), cutoff) for day, week, cutoff in rows)


@dataclass(frozen=True)
class Layer:
    """What one published version says over the calendar below it; None keeps what stands below."""

    seasons: tuple[Season, ...] = ()
    extra: tuple[SpecialDay, ...] = ()
    edition: str | None = None
    years: Mapping[int, tuple[SpecialDay, ...]] | None = None


def compose(base: WorkCalendar, layer: Layer, *, key: str, version: str) -> WorkCalendar:
    """A calendar over another: its seasons from the first of them on, its extra days besides."""
    first = layer.seasons[0].valid_from if layer.seasons else date.max
    inherited = tuple(season for season in base.seasons if season.valid_from < first)
    return WorkCalendar(
        key=key,
        version=version,
        seasons=inherited + layer.seasons,
        edition=base.edition if layer.edition is None else layer.edition,
        years=base.years if layer.years is None else layer.years,
        extra=tuple(sorted({*base.extra, *layer.extra})),
    )


def calendar_from(content: Mapping[str, Any], *, key: str, version: str) -> WorkCalendar:
    """The calendar that `WorkCalendar.content` wrote."""
    return WorkCalendar(
        key=key,
        version=version,
        edition=content["edition"],
        seasons=seasons_from(content["seasons"]),
        years={
            int(year): tuple(SpecialDay.from_json(row) for row in rows)
            for year, rows in content["years"].items()
        },
        extra=tuple(SpecialDay.from_json(row) for row in content["extra"]),
    )


@lru_cache(maxsize=1)
def shipped_calendar() -> WorkCalendar:
    """The national base week with the special days this software was shipped with."""
    return WorkCalendar(version=f"shipped {decided.EDITION}")


def calendar_of_days(days: Iterable[SpecialDay], *, week: Week = BASE_WEEK) -> WorkCalendar:
    """A calendar with exactly these special days, for files and what-if questions."""
    season = Season(date.min, week)
    return WorkCalendar(key="file", version="file", seasons=(season,), edition="", years=by_year(days))
