"""Which work calendar an agency follows: its own, else its parent's and so on up, else the national one.

`kernel.calendar` holds calendars under opaque keys; this is the only place that says which
key is whose.
"""

from __future__ import annotations

from datetime import datetime

from motcua.directory.agencies import queries
from motcua.directory.agencies.models import Agency
from motcua.kernel.calendar import CalendarError, WorkCalendar
from motcua.kernel.calendar import queries as calendars


class UnknownAgency(CalendarError):
    """Không có cơ quan mang mã này."""


def calendar_key(agency: Agency) -> str:
    """The key under which an agency's own calendar is published."""
    return _key(agency.pk)


def calendar_of(agency: Agency, at: datetime) -> WorkCalendar:
    """The calendar an agency follows, as known at an instant; its `reference` belongs into facts."""
    ids = queries.ancestor_ids(agency.pk) if agency.parent_id else [agency.pk]
    return calendars.calendar_for([_key(pk) for pk in ids], at)


def calendar_of_code(code: str, at: datetime) -> WorkCalendar:
    """The calendar of the agency that bears a code, of whichever form. Raises UnknownAgency."""
    agency = queries.agency_with_code(code)
    if agency is None:
        raise UnknownAgency
    return calendar_of(agency, at)


def owner_of(calendar: WorkCalendar) -> Agency | None:
    """The agency whose calendar this is; None for the national one."""
    kind, _, pk = calendar.key.partition(":")
    return Agency.objects.filter(pk=int(pk)).first() if kind == "agency" and pk.isdecimal() else None


def _key(agency_id: int) -> str:
    return f"agency:{agency_id}"
