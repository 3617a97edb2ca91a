from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from motcua.kernel.calendar.errors import CalendarError
from motcua.kernel.calendar.events import CalendarVersionPublished
from motcua.kernel.calendar.models import CalendarVersion
from motcua.kernel.calendar.queries import newest_version
from motcua.kernel.calendar.special_days import SpecialDay
from motcua.kernel.calendar.work_calendar import (
    NATIONAL,
    Season,
    seasons_to_json,
    shipped_calendar,
)
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log
from motcua.kernel.events.facts import canonical
from motcua.kernel.text import clean

MOST_EXTRA_DAYS = 400
LONGEST_DECISION = 160


class NothingChanged(CalendarError):
    """Lịch này không khác phiên bản đang có."""


class TooManyDays(CalendarError):
    """Lịch có quá nhiều ngày nghỉ, làm bù riêng."""


@dataclass(frozen=True)
class Change:
    """What a new version says anew; None keeps what the version before said.

    `season` begins on its `valid_from` and replaces one that begins the same day; `extra`
    replaces all extra days; `years` replaces the special days of whole years (national only).
    `valid_from` is the first day the change is about, where it is not that of the season.
    """

    season: Season | None = None
    extra: tuple[SpecialDay, ...] | None = None
    years: dict[int, tuple[SpecialDay, ...]] | None = None
    valid_from: date | None = None


@transaction.atomic
def publish_calendar_version(
    *,
    key: str,
    change: Change,
    decision: str,
    at: datetime,
    actor_id: int | None = None,
    agency_id: int | None = None,
) -> CalendarVersion:
    """Publish the next version of a calendar; running dossiers are recomputed by those who listen.

    Raises NothingChanged and TooManyDays.
    """
    _lock(key)
    before = newest_version(key)
    content = _content(key, before, change)
    if before is not None and content == before.content:
        raise NothingChanged
    version = CalendarVersion(
        key=key,
        number=before.number + 1 if before else 1,
        valid_from=_first_day(change, at),
        decision=clean(decision)[:LONGEST_DECISION],
        content_json=canonical(content),
        published_at=at,
    )
    version.digest = version.fingerprint()
    version.save(force_insert=True)
    log.publish(
        CalendarVersionPublished(
            key=key, number=version.number, valid_from=version.valid_from.isoformat(), digest=version.digest
        ),
        subject=version.subject,
        happened_at=at,
        actor_id=actor_id,
        agency_id=agency_id,
    )
    return version


def _lock(key: str) -> None:
    """Two publishers of one calendar wait for each other (SQLite has one writer anyway)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"calendar {key}"])


def _content(key: str, before: CalendarVersion | None, change: Change) -> dict[str, Any]:
    """Everything the new version holds: what was said before, with the change."""
    seasons = {season.valid_from: season for season in before.seasons} if before else {}
    if change.season:
        seasons[change.season.valid_from] = change.season
    extra = change.extra if change.extra is not None else before.extra if before else ()
    if len(extra) > MOST_EXTRA_DAYS:
        raise TooManyDays
    content: dict[str, Any] = {
        "seasons": seasons_to_json(seasons[day] for day in sorted(seasons)),
        "extra": [special.to_json() for special in sorted(set(extra))],
    }
    if key == NATIONAL:
        years = (before.years if before else {}) | (change.years or {})
        content["edition"] = shipped_calendar().edition
        content["years"] = {str(y): [special.to_json() for special in years[y]] for y in sorted(years)}
    return content


def _first_day(change: Change, at: datetime) -> date:
    """The first day a change is about; the day it is made when it only takes days away."""
    if change.season:
        return change.season.valid_from
    if change.valid_from:
        return change.valid_from
    days = [special.day for special in change.extra or ()]
    days += [date(year, 1, 1) for year in change.years or ()]
    return min(days, default=at.astimezone(VIETNAM).date())
