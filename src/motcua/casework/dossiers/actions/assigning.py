from __future__ import annotations

from django.db import transaction

from motcua.casework.dossiers.actions.hand_over import NotOfTheirRole
from motcua.casework.dossiers.actions.recording import By, DossierRefusal, allow, locked, record, say
from motcua.casework.dossiers.actions.standing import present, run_of, serves, spot_of, when
from motcua.casework.dossiers.events import DossierAssigned
from motcua.casework.dossiers.models import Dossier
from motcua.facilities.workflow import actions as workflow


class AwayWithoutSubstitute(DossierRefusal):
    """Cán bộ này đang vắng mặt và không có người thay; hãy chọn người khác."""


@transaction.atomic
def assign(*, dossier_id: int, by: By, officer_id: int, spot: int | None = None, reason: str = "") -> Dossier:
    """Give a step to one officer of its role (or who stands in), also away from another.

    The same officer again changes nothing.

    Law: NĐ 118/2025, Điều 19.1: the head of the unit assigns who handles a dossier.
    """
    dossier = locked(dossier_id)
    allow("assign", dossier)
    here = spot_of(dossier, spot)
    receiver = present(officer_id, by)
    if receiver is None:
        raise AwayWithoutSubstitute
    if here.officer_id == receiver:
        return dossier
    if not serves(receiver, here, by):
        raise NotOfTheirRole
    moved = workflow.hand_to(
        run_id=run_of(dossier), number=here.number, officer_id=receiver, when=when(dossier, by.at)
    )
    stated = DossierAssigned(
        step=here.node, officer_id=receiver, previous_officer_id=here.officer_id, run=moved.to_json()
    )
    record(dossier, stated, by, [say(dossier, "reason", {"text": reason})] if reason else (), moved=moved)
    return dossier
