from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from motcua.facilities.workflow.events import ProcessAssigned
from motcua.facilities.workflow.models import OfferProcess, Process
from motcua.kernel.events import log


@transaction.atomic
def assign_process(
    *,
    agency_id: int,
    procedure_id: int,
    process: Process,
    valid_from: date,
    at: datetime,
    actor_id: int | None = None,
) -> OfferProcess:
    """Let an agency's procedure run on a process from a day on; the same again changes nothing."""
    row, created = OfferProcess.objects.update_or_create(
        agency_id=agency_id, procedure_id=procedure_id, valid_from=valid_from, defaults={"process": process}
    )
    if created:
        stated = ProcessAssigned(
            process_code=process.code, procedure_id=procedure_id, valid_from=valid_from.isoformat()
        )
        log.publish(
            stated, subject=f"process:{process.pk}", happened_at=at, actor_id=actor_id, agency_id=agency_id
        )
    return row
