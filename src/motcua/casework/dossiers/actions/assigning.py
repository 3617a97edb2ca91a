from __future__ import annotations

from django.db import transaction

from motcua.casework.dossiers.actions.hand_over import NotOfTheirRole
from motcua.casework.dossiers.actions.recording import By, allow, locked, record
from motcua.casework.dossiers.actions.standing import run_of, serves, spot_of, when
from motcua.casework.dossiers.events import DossierAssigned
from motcua.casework.dossiers.models import Dossier
from motcua.facilities.workflow import actions as workflow


@transaction.atomic
def assign(*, dossier_id: int, by: By, officer_id: int, spot: int | None = None) -> Dossier:
    """Give a step to one officer of its role, also away from another; the same officer again changes nothing.

    Law: NĐ 118/2025, Điều 19.1: the head of the unit assigns who handles a dossier.
    """
    dossier = locked(dossier_id)
    allow("assign", dossier)
    here = spot_of(dossier, spot)
    if here.officer_id == officer_id:
        return dossier
    if not serves(officer_id, here, by):
        raise NotOfTheirRole
    moved = workflow.hand_to(
        run_id=run_of(dossier), number=here.number, officer_id=officer_id, when=when(dossier, by.at)
    )
    stated = DossierAssigned(
        step=here.node, officer_id=officer_id, previous_officer_id=here.officer_id, run=moved.to_json()
    )
    record(dossier, stated, by)
    return dossier
