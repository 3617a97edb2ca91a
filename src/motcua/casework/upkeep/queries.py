"""What the clock of a dossier would say."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from motcua.casework.deadlines import calendars
from motcua.casework.deadlines.clocks import Clock, Promise, clock_of, promise, resumed
from motcua.casework.dossiers.models import Dossier
from motcua.directory.agencies.models import Agency
from motcua.kernel.events import log


def clock(dossier: Dossier) -> Clock:
    """The clock of an accepted dossier, from its log."""
    found = clock_of(log.of(dossier.subject))
    if found is None:
        raise RuntimeError(f"{dossier.subject} has a clock that stands but was never accepted")
    return found[0]


def promise_if_resumed(dossier: Dossier, stands: Clock, at: datetime) -> tuple[Promise, dict[str, Any]]:
    """Both dates once the clock goes on at an instant, with the calendar they follow."""
    calendar, reference = calendars.in_force(Agency.objects.get(pk=dossier.competent_agency_id), at)
    return promise(resumed(stands, at), calendar), reference


def due_at_if_resumed(dossier: Dossier, at: datetime) -> datetime | None:
    """The date to measure what ends at an instant by: while the clock stands it is later than the column says."""
    if dossier.clock_stopped_at is None:
        return dossier.due_at
    return promise_if_resumed(dossier, clock(dossier), at)[0].due_at
