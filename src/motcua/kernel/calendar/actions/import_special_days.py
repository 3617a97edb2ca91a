from __future__ import annotations

from datetime import datetime

from motcua.kernel.calendar.actions.publish_calendar_version import Change, publish_calendar_version
from motcua.kernel.calendar.errors import BrokenCalendarFile
from motcua.kernel.calendar.models import CalendarVersion
from motcua.kernel.calendar.special_days import by_year, read_special_days
from motcua.kernel.calendar.work_calendar import NATIONAL


def import_special_days(
    *,
    content: bytes,
    decision: str,
    at: datetime,
    actor_id: int | None = None,
    agency_id: int | None = None,
) -> CalendarVersion:
    """Publish a national calendar in which a file's days replace those of every year it covers.

    Raises BrokenCalendarFile, and NothingChanged when the file was imported before.
    """
    days = read_special_days(content)
    if not days:
        raise BrokenCalendarFile("Tệp lịch không có ngày nào.")
    return publish_calendar_version(
        key=NATIONAL,
        change=Change(years=by_year(days)),
        decision=decision,
        at=at,
        actor_id=actor_id,
        agency_id=agency_id,
    )
