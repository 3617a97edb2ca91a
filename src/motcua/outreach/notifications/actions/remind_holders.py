from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from motcua.casework.deadlines import calendars
from motcua.casework.dossiers.choices import IN_PROCESS
from motcua.casework.dossiers.models import Dossier
from motcua.kernel.calendar import CalendarError, WorkCalendar, last_moment_to_extend
from motcua.kernel.clock import VIETNAM
from motcua.outreach.notifications.models import Reminder

KEEP = timedelta(days=30)
# The longest run of days off (Tết with its weekends) and a day to spare.
_REACH = timedelta(days=14)
_BATCH = 500


def remind_holders(at: datetime) -> int:
    """Point out what is due so soon that an apology beforehand must go out today; how many are new.

    Once per dossier and date, so that running it again changes nothing. Those overtaken by
    an apology, a new date or a result are not shown any more.
    """
    Reminder.objects.filter(due_at__lt=at - KEEP).delete()
    before = Reminder.objects.count()
    found = list(_due_soon(at))
    for first in range(0, len(found), _BATCH):
        Reminder.objects.bulk_create(found[first : first + _BATCH], ignore_conflicts=True)
    return Reminder.objects.count() - before


def _due_soon(at: datetime) -> Iterator[Reminder]:
    open_ones = Dossier.objects.filter(
        status__in=[status.value for status in IN_PROCESS],
        due_at__gt=at,
        due_at__lte=at + _REACH,
        clock_stopped_at__isnull=True,
        apology_count=0,
        is_extended=False,
    ).select_related("competent_agency")
    known: dict[int, WorkCalendar] = {}
    evening = datetime.combine(at.astimezone(VIETNAM).date(), time.max, VIETNAM)
    for dossier in open_ones.iterator(chunk_size=_BATCH):
        agency = dossier.competent_agency
        calendar = known.get(agency.pk) or known.setdefault(agency.pk, calendars.in_force(agency, at)[0])
        apologise_by = _last_moment(dossier, calendar)
        if dossier.due_at and apologise_by and apologise_by <= evening:
            yield Reminder(
                subject=dossier.subject,
                agency_id=agency.pk,
                receiving_agency_id=dossier.receiving_agency_id,
                due_at=dossier.due_at,
                apologise_by=apologise_by,
                created_at=at,
            )


def _last_moment(dossier: Dossier, calendar: WorkCalendar) -> datetime | None:
    """Until when an apology is in time; None beyond the years a calendar covers."""
    try:
        return last_moment_to_extend(dossier.due_at, calendar) if dossier.due_at else None
    except CalendarError:
        return None
