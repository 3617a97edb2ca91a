from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers.actions.recording import By, locked, record
from motcua.casework.dossiers.actions.standing import went_to, when
from motcua.casework.dossiers.choices import IN_PROCESS, Status
from motcua.casework.dossiers.events import TimerFired
from motcua.casework.dossiers.models import Dossier
from motcua.casework.upkeep.events import JobDone
from motcua.facilities.bpmn.errors import NotReady
from motcua.facilities.workflow import actions as workflow
from motcua.facilities.workflow import jobs
from motcua.facilities.workflow import queries as processes
from motcua.facilities.workflow.changes import Spot
from motcua.facilities.workflow.due import JOB, Due, due
from motcua.facilities.workflow.jobs import Task

# A dossier that waits for its applicant keeps the machine waiting too.
GOES_ON = IN_PROCESS | {Status.RESOLVED}
MOST_ROUNDS = 20
_PORTION = 500

_log = logging.getLogger(__name__)


def carry_on(at: datetime) -> int:
    """Do every job and let every timer go off whose time has come, oldest first; how many there were.

    Each in its own transaction; what these bring about at once is done too. A failure is written down
    beside its place, the others go on.
    """
    total = 0
    for _ in range(MOST_ROUNDS):
        done = sum(_one(dossier_id, waiting, at) for dossier_id, waiting in _going_on(due(at)))
        total += done
        if not done:
            break
    return total


def _going_on(waiting: Iterable[Due]) -> Iterator[tuple[int, Due]]:
    """With the dossier, if it may go on now."""
    found = list(waiting)
    for first in range(0, len(found), _PORTION):
        portion = found[first : first + _PORTION]
        runs = {one.run_id for one in portion}
        rows = Dossier.objects.filter(process_run_id__in=runs, status__in=GOES_ON)
        by_run = dict(rows.values_list("process_run_id", "pk"))
        yield from ((by_run[one.run_id], one) for one in portion if one.run_id in by_run)


def _one(dossier_id: int, waiting: Due, at: datetime) -> bool:
    try:
        return _carry_on(dossier_id, waiting, at)
    except NotReady:
        return False
    except Exception as failure:
        # The message may quote personal data; only its type is logged.
        _log.warning("run %s: %s failed", waiting.run_id, type(failure).__name__)
        workflow.note_failure(run_id=waiting.run_id, number=waiting.number, failure=failure, at=at)
        return False


@transaction.atomic
def _carry_on(dossier_id: int, waiting: Due, at: datetime) -> bool:
    """A person who was faster, or has stopped the dossier meanwhile, leaves nothing to do."""
    dossier = locked(dossier_id)
    spot = processes.spots_of(waiting.run_id).get(waiting.number)
    if dossier.status not in GOES_ON or spot is None or spot.is_held:
        return False
    if waiting.is_job:
        _do(dossier, spot, at)
    elif spot.fires_at is None or spot.fires_at > at:
        return False
    else:
        _fire(dossier, spot, at)
    workflow.settle(run_id=waiting.run_id, number=waiting.number)
    return True


def _fire(dossier: Dossier, spot: Spot, at: datetime) -> None:
    moved = workflow.fire_timer(
        run_id=dossier.process_run_id or 0, number=spot.number, when=when(dossier, at)
    )
    stated = TimerFired(from_step=spot.node, run=moved.to_json(), **went_to(dossier, moved))
    record(dossier, stated, By(None, dossier.competent_agency_id, at), moved=moved)


def _do(dossier: Dossier, spot: Spot, at: datetime) -> None:
    """The run goes on, the log says so, and the job is done: one transaction, so it is done once."""
    run_id = dossier.process_run_id or 0
    if spot.kind != JOB:
        raise NotReady
    node = processes.node_of(run_id, spot.node)
    moved = workflow.complete_step(
        run_id=run_id, number=spot.number, said={}, to=None, when=when(dossier, at)
    )
    stated = JobDone(
        job=node.step.kind if node.step else "",
        from_step=spot.node,
        run=moved.to_json(),
        **went_to(dossier, moved),
    )
    event = record(dossier, stated, By(None, dossier.competent_agency_id, at), moved=moved)
    jobs.carry_out(Task(dossier.subject, event, node, at))
