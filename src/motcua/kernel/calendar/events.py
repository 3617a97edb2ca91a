"""Facts about calendars. Opening hours and decisions stand in `CalendarVersion`, covered by its digest."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.events.facts import fact


@fact("calendar.version_published")
@dataclass(frozen=True, kw_only=True)
class CalendarVersionPublished:
    """Phiên bản lịch làm việc được công bố."""

    key: str
    number: int
    valid_from: str
    digest: str
