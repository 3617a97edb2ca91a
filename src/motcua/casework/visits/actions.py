from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers.models import Dossier
from motcua.casework.visits.events import VisitLinked
from motcua.casework.visits.models import VisitDossier
from motcua.casework.visits.queries import visit_served_by
from motcua.kernel.events import log


@transaction.atomic
def link_visit(*, dossier_id: int, officer_id: int, at: datetime) -> VisitDossier | None:
    """Tie a dossier to the visit its officer was serving at `at`; the first one stays. None where nobody was."""
    dossier = Dossier.objects.select_for_update().get(pk=dossier_id)
    known = VisitDossier.objects.filter(dossier=dossier).first()
    if known is not None:
        return known
    visit = visit_served_by(officer_id, dossier.receiving_agency_id, at)
    if visit is None:
        return None
    row = VisitDossier.objects.create(dossier=dossier, visit=visit, linked_at=at)
    log.publish(
        VisitLinked(dossier_id=dossier.pk, visit_id=visit.pk), subject=row.subject, happened_at=at,
        actor_id=officer_id, agency_id=dossier.receiving_agency_id,
    )  # fmt: skip
    return row
