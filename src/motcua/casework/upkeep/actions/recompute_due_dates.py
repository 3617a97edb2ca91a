"""A new calendar moves the dates of running dossiers, each by an event of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import connection, transaction

from motcua.casework.deadlines import calendars
from motcua.casework.deadlines.clocks import CLOCK_KINDS, clock_of, promise
from motcua.casework.dossiers.events import DueRecomputed
from motcua.casework.dossiers.models import Dossier
from motcua.casework.upkeep.models import Recomputation
from motcua.directory.agencies.models import Agency
from motcua.facilities.workflow import actions as workflow
from motcua.kernel.calendar import WorkCalendar
from motcua.kernel.events import log
from motcua.kernel.events.models import Event

PORTION = 500
_RUNNING_DUE = ("process_run_id", "due_at", "clock_stopped_at")
_MOVE = "UPDATE dossiers_dossier SET due_at = %s, index_due_at = %s WHERE id = %s"


@transaction.atomic
def plan_recomputation(*, event_id: int) -> int:
    """Write down the portions of running dossiers to look at; how many. A second time adds nothing."""
    ids = Dossier.objects.running().order_by("id").values_list("id", flat=True)
    firsts = list(ids)[::PORTION]
    lasts: list[int | None] = [first - 1 for first in firsts[1:]]
    rows = [
        Recomputation(event_id=event_id, first_id=first, last_id=last)
        # The last portion is open: it also takes dossiers accepted until it is done.
        for first, last in zip(firsts, [*lasts, None], strict=True)
    ]
    Recomputation.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def recompute_due_dates(at: datetime) -> int:
    """Carry out every portion that waits, each in its own transaction; how many dossiers moved."""
    known = Calendars(at)
    moved = 0
    for pk in list(Recomputation.objects.filter(done_at__isnull=True).values_list("pk", flat=True)):
        moved += _recompute(pk, known)
    return moved


@dataclass
class Calendars:
    """The calendar of each agency as known at an instant, asked once per run."""

    at: datetime
    _known: dict[int, tuple[WorkCalendar, dict[str, Any]]] = field(default_factory=dict)

    def of(self, agency_id: int) -> tuple[WorkCalendar, dict[str, Any]]:
        if agency_id not in self._known:
            self._known[agency_id] = calendars.in_force(Agency.objects.get(pk=agency_id), self.at)
        return self._known[agency_id]


@transaction.atomic
def _recompute(portion_id: int, known: Calendars) -> int:
    portion = Recomputation.objects.select_for_update().get(pk=portion_id)
    if portion.done_at is not None:
        return 0
    dossiers = _running(portion)
    moved = {}
    for pk, events in _clock_events(dossiers):
        stated = _moved(dossiers[pk], events, known)
        if stated is not None:
            moved[pk] = stated
    if moved:
        log.publish_many({f"dossier:{pk}": stated for pk, stated in moved.items()}, happened_at=known.at)
        _move(moved)
        workflow.promise_runs(_by_run(moved))
    portion.moved, portion.done_at = len(moved), known.at
    portion.save(update_fields=["moved", "done_at"])
    return len(moved)


def _running(portion: Recomputation) -> dict[int, tuple[int, datetime, datetime]]:
    """Agency and both dates of the portion's running dossiers, their rows locked."""
    rows = Dossier.objects.running().select_for_update().filter(id__gte=portion.first_id)
    if portion.last_id is not None:
        rows = rows.filter(id__lte=portion.last_id)
    columns = ("id", "competent_agency_id", "due_at", "index_due_at")
    return {pk: (agency, due, index) for pk, agency, due, index in rows.order_by("id").values_list(*columns)}


def _clock_events(dossiers: Iterable[int]) -> Iterable[tuple[int, list[Event]]]:
    """What each dossier's clock is made of, oldest first."""
    subjects = [f"dossier:{pk}" for pk in dossiers]
    rows = Event.objects.filter(subject__in=subjects, kind__in=CLOCK_KINDS).order_by("subject", "seq")
    for subject, events in groupby(rows, key=lambda event: event.subject):
        yield int(subject.partition(":")[2]), list(events)


def _moved(
    dossier: tuple[int, datetime, datetime], events: list[Event], known: Calendars
) -> DueRecomputed | None:
    """The new dates under the calendar known now, when they differ from those promised."""
    agency_id, due_at, index_due_at = dossier
    found = clock_of(events)
    calendar, reference = known.of(agency_id)
    if found is None or found[1]["digest"] == reference["digest"]:
        return None
    promised = promise(found[0], calendar)
    if (promised.due_at, promised.index_due_at) == (due_at, index_due_at):
        return None
    return DueRecomputed(
        calendar=reference,
        previous_due_at=due_at.isoformat(),
        due_at=promised.due_at.isoformat(),
        index_due_at=promised.index_due_at.isoformat(),
    )


def _by_run(moved: dict[int, DueRecomputed]) -> dict[int, datetime | None]:
    """The promise that lists go by, the dossiers' columns being moved already."""
    rows = Dossier.objects.filter(pk__in=moved, process_run__isnull=False)
    return {row.process_run_id: row.running_due_at for row in rows.only(*_RUNNING_DUE) if row.process_run_id}


def _move(moved: dict[int, DueRecomputed]) -> None:
    """The columns follow what was stated; step budgets stay as they were."""
    adapt = connection.ops.adapt_datetimefield_value
    rows = [
        (
            adapt(datetime.fromisoformat(stated.due_at)),
            adapt(datetime.fromisoformat(stated.index_due_at)),
            pk,
        )
        for pk, stated in moved.items()
    ]
    with connection.cursor() as cursor:
        cursor.executemany(_MOVE, rows)
