from __future__ import annotations

from motcua.casework.deadlines.clocks import Clock
from motcua.casework.dossiers.actions.recording import By, record
from motcua.casework.dossiers.actions.standing import run_of
from motcua.casework.dossiers.choices import IN_PROCESS
from motcua.casework.dossiers.models import Dossier
from motcua.casework.upkeep import queries
from motcua.casework.upkeep.events import ClockResumed, ClockStopped
from motcua.facilities.workflow import actions as workflow
from motcua.facilities.workflow import queries as processes
from motcua.facilities.workflow.actions import Moved
from motcua.facilities.workflow.waits import Wait


def keep_clock(dossier: Dossier, by: By, moved: Moved | None) -> None:
    """Let the clock stand while the dossier waits by a law at every step where it stands, and go on afterwards.

    Called in the transaction of each act that moved a dossier; the facts carry its instant.

    Law: NĐ 118/2025, Điều 17.3: the limit counts all the time but what a law takes out of it.
    """
    waits = _waits(dossier, moved)
    if not waits and dossier.clock_stopped_at is None:
        return
    clock = queries.clock(dossier)
    laws = tuple(dict.fromkeys(wait.law for wait in waits))
    if laws == (clock.standing.laws if clock.standing else ()):
        return
    system = By(None, dossier.competent_agency_id, by.at)
    if waits:
        record(dossier, ClockStopped(steps=tuple(wait.step for wait in waits), laws=laws), system)
    else:
        record(dossier, _resumed(dossier, clock, system), system)
    workflow.promise_runs({run_of(dossier): dossier.running_due_at})


def _waits(dossier: Dossier, moved: Moved | None) -> tuple[Wait, ...]:
    if dossier.status not in IN_PROCESS or dossier.process_run_id is None:
        return ()
    return moved.waits if moved is not None else processes.waits_of(dossier.process_run_id)


def _resumed(dossier: Dossier, stands: Clock, by: By) -> ClockResumed:
    promised, reference = queries.promise_if_resumed(dossier, stands, by.at)
    return ClockResumed(
        calendar=reference,
        previous_due_at=dossier.due_at.isoformat() if dossier.due_at else None,
        previous_index_due_at=dossier.index_due_at.isoformat() if dossier.index_due_at else None,
        due_at=promised.due_at.isoformat(),
        index_due_at=promised.index_due_at.isoformat(),
    )
