from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from motcua.casework.deadlines import calendars
from motcua.casework.deadlines.clocks import clock_of, promise, restarted
from motcua.casework.dossiers.actions.accept_dossier import components_of
from motcua.casework.dossiers.actions.checking import check_papers
from motcua.casework.dossiers.actions.recording import By, allow, locked, record, say, write_components
from motcua.casework.dossiers.actions.standing import run_of, went_to
from motcua.casework.dossiers.choices import Status
from motcua.casework.dossiers.events import SupplementReceived
from motcua.casework.dossiers.intake import ComponentEntry
from motcua.casework.dossiers.models import Dossier
from motcua.directory.agencies.models import Agency
from motcua.facilities.workflow import actions as workflow
from motcua.facilities.workflow.actions import Moved, When
from motcua.kernel.events import log


@transaction.atomic
def receive_supplement(
    *, dossier_id: int, by: By, components: Sequence[ComponentEntry] = (), note: str = ""
) -> Dossier:
    """Take in what was asked for. Before acceptance it is a draft again; after it the clocks move.

    Law: NĐ 118/2025, Điều 19.5: the decree's limit is counted again from the start; the
    index's clock subtracts the wait.
    """
    dossier = locked(dossier_id)
    allow("receive_supplement", dossier)
    check_papers(dossier.procedure_version_id, dossier.procedure_case_id, components)
    brought = {entry.component_id: entry.to_json() for entry in components}
    kept = {item["component_id"]: item for item in components_of(dossier)}
    all_components = tuple((kept | brought).values())
    moved, dates = _counted_on(dossier, by)
    stated = SupplementReceived(components=all_components, run=moved.to_json() if moved else None, **dates)
    record(dossier, stated, by, [say(dossier, "note", {"text": note})] if note else (), moved=moved)
    if brought:
        write_components(dossier, all_components)
    return dossier


def _counted_on(dossier: Dossier, by: By) -> tuple[Moved | None, dict[str, Any]]:
    """Both dates after the answer; all empty before acceptance, when no clock runs."""
    if dossier.status == Status.INCOMPLETE:
        return None, {"calendar": None, "due_at": None, "index_due_at": None, "step_due_at": None}
    events = log.of(dossier.subject)
    found = clock_of(events)
    if found is None:
        raise RuntimeError(f"{dossier.subject} waits for a supplement but was never accepted")
    clock, _ = found
    asked_at = [event.happened_at for event in events if event.kind == "dossiers.supplement_requested"][-1]
    calendar, reference = calendars.in_force(Agency.objects.get(pk=dossier.competent_agency_id), by.at)
    promised = promise(restarted(clock, asked_at, by.at), calendar)
    moved = workflow.put_off(run_id=run_of(dossier), when=When(by.at, calendar, promised.due_at))
    where = went_to(dossier, moved)
    return moved, {
        "calendar": reference,
        "due_at": promised.due_at.isoformat(),
        "index_due_at": promised.index_due_at.isoformat(),
        "step_due_at": where["step_due_at"],
    }
