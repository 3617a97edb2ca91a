from __future__ import annotations

from django.db import transaction

from motcua.casework.dossiers.actions.recording import By, allow, locked, needed, record, say
from motcua.casework.dossiers.events import DossierRejected
from motcua.casework.dossiers.models import Dossier
from motcua.facilities.papers.printed_forms import current


@transaction.atomic
def reject_dossier(*, dossier_id: int, by: By, reason: str) -> Dossier:
    """Refuse to accept, with a reason that the slip prints.

    Law: NĐ 118/2025, Điều 17; Mẫu 03.
    """
    dossier = locked(dossier_id)
    allow("reject", dossier)
    record(
        dossier,
        DossierRejected(slip_template=current("03", by.at, dossier.receiving_agency_id)),
        by,
        [say(dossier, "reason", {"text": needed(reason)})],
    )
    return dossier
