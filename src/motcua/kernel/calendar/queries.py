"""Published calendars as values for the arithmetic, and past ones by their reference."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.lookups import In

from motcua.kernel.calendar.errors import CalendarError
from motcua.kernel.calendar.models import CalendarVersion
from motcua.kernel.calendar.work_calendar import NATIONAL, Layer, WorkCalendar, compose, shipped_calendar
from motcua.kernel.prepared import Given, PreparedIn

_BASE = "/"  # between the number of an agency's version and the version of the national calendar under it
_SHIPPED = shipped_calendar().version


class UnknownCalendar(CalendarError):
    """Không tìm thấy đúng phiên bản lịch làm việc đã dùng để hẹn trả."""


_KNOWN_AT = PreparedIn(
    lambda keys: (
        CalendarVersion.objects.filter(In(F("key"), keys))
        .known_at(Given("at"))  # type: ignore[arg-type]
        .order_by("key", "number")
        .values_list("key", "digest")
    ),
    "keys",
)


def national_calendar(at: datetime) -> WorkCalendar:
    """The national calendar as known at an instant: the newest published version, else what was shipped."""
    return calendar_for((NATIONAL,), at)


def calendar_for(keys: Collection[str], at: datetime) -> WorkCalendar:
    """The calendar of the first key that has one, nearest first; the national one when none has.

    One query; contents are kept by digest.
    """
    newest = _newest({*keys, NATIONAL}, at)
    base = newest.get(NATIONAL)
    for key in keys:
        if key in newest and key != NATIONAL:
            return _agency_calendar(newest[key], base)
    return _national_calendar(base)


def calendar_at(reference: Mapping[str, Any]) -> WorkCalendar:
    """The calendar that `WorkCalendar.reference` named, to compute a past promise again.

    Raises UnknownCalendar when it is gone or no longer what it was.
    """
    key, version = reference["key"], reference["version"]
    own, _, under = version.partition(_BASE) if key != NATIONAL else ("", "", version)
    base = None if under == _SHIPPED else _digest_of(NATIONAL, under)
    found = _agency_calendar(_digest_of(key, own), base) if own else _national_calendar(base)
    if found.digest != reference["digest"]:
        raise UnknownCalendar
    return found


def versions_of(key: str) -> QuerySet[CalendarVersion]:
    """All versions of a calendar, newest first."""
    return CalendarVersion.objects.filter(key=key).newest_first()


def newest_version(key: str) -> CalendarVersion | None:
    return versions_of(key).first()


def _newest(keys: Collection[str], at: datetime) -> dict[str, str]:
    """Digest of the newest version of each key."""
    return dict(_KNOWN_AT(keys=sorted(keys), at=at))


def _digest_of(key: str, number: str) -> str:
    if not number.isdecimal():
        raise UnknownCalendar
    digest = (
        CalendarVersion.objects.filter(key=key, number=int(number)).values_list("digest", flat=True).first()
    )
    if digest is None:
        raise UnknownCalendar
    return digest


@lru_cache(maxsize=64)
def _national_calendar(digest: str | None) -> WorkCalendar:
    if digest is None:
        return shipped_calendar()
    version = CalendarVersion.objects.get(digest=digest)
    layer = Layer(version.seasons, version.extra, version.edition, version.years)
    return compose(shipped_calendar(), layer, key=NATIONAL, version=str(version.number))


@lru_cache(maxsize=256)
def _agency_calendar(digest: str, base_digest: str | None) -> WorkCalendar:
    base, version = _national_calendar(base_digest), CalendarVersion.objects.get(digest=digest)
    layer = Layer(version.seasons, version.extra)
    return compose(base, layer, key=version.key, version=f"{version.number}{_BASE}{base.version}")
