"""Which work calendar counts for a dossier, and how a past one is found again."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any

from motcua.directory.agencies.calendars import calendar_of
from motcua.directory.agencies.models import Agency
from motcua.kernel.calendar import WorkCalendar
from motcua.kernel.calendar.queries import calendar_at


def in_force(competent: Agency, at: datetime) -> tuple[WorkCalendar, dict[str, Any]]:
    """The calendar of the agency that decides, with a reference that finds this very content again."""
    calendar = calendar_of(competent, at)
    return calendar, dict(calendar.reference)


def from_reference(reference: dict[str, Any]) -> WorkCalendar:
    """The calendar a fact refers to, as it was, for recomputing a past promise.

    Raises UnknownCalendar when it is gone or no longer what it was.
    """
    return _kept(reference["key"], reference["version"], reference["digest"])


@lru_cache(maxsize=256)
def _kept(key: str, version: str, digest: str) -> WorkCalendar:
    """What a digest names never changes, so a process reads it once."""
    return calendar_at({"key": key, "version": version, "digest": digest})
