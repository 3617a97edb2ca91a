from __future__ import annotations

from django.db import transaction

from motcua.casework.dossiers.actions.consulting import lapse_opinions
from motcua.casework.dossiers.actions.going_back import NoWayBack
from motcua.casework.dossiers.actions.hand_over import WrongStep
from motcua.casework.dossiers.actions.recording import By, allow, locked, needed, record, say
from motcua.casework.dossiers.actions.results import refuse_unfinished
from motcua.casework.dossiers.actions.standing import run_of, spot_of, went_to, when
from motcua.casework.dossiers.events import DossierRefused
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.rules import timeliness
from motcua.facilities.bpmn.errors import NotMovable
from motcua.facilities.papers.printed_forms import current
from motcua.facilities.workflow import actions as workflow
from motcua.facilities.workflow import queries as processes
from motcua.facilities.workflow.choices import StepKind


@transaction.atomic
def refuse_dossier(*, dossier_id: int, by: By, reason: str, spot: int | None = None) -> Dossier:
    """Refuse after appraisal: the refusal is the result and goes to the one-stop to be handed over.

    Law: NĐ 118/2025, Điều 19.3 (T11): within the processing limit, in writing, with the reason; Mẫu 03.
    """
    dossier = locked(dossier_id)
    allow("refuse", dossier)
    here = spot_of(dossier, spot)
    if here.step_kind != StepKind.APPROVE:
        raise WrongStep("Chỉ từ chối giải quyết ở bước lãnh đạo quyết định.")
    refuse_unfinished(dossier, here)
    lapse_opinions(dossier, by)
    delivery = processes.step_of_kind(run_of(dossier), StepKind.DELIVER)
    try:
        moved = workflow.move_to(
            run_id=run_of(dossier), number=here.number, node=delivery, to=None, when=when(dossier, by.at)
        )
    except NotMovable:
        raise NoWayBack from None
    where = went_to(dossier, moved)
    stated = DossierRefused(
        timeliness=timeliness(by.at, dossier.due_at),
        to_step=where["to_step"],
        to_role=where["to_role"],
        to_agency_id=where["to_agency_id"],
        slip_template=current("03", by.at, dossier.receiving_agency_id),
        run=moved.to_json(),
    )
    record(dossier, stated, by, [say(dossier, "reason", {"text": needed(reason)})], moved=moved)
    return dossier
