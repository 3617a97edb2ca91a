"""What was told is kept, once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from motcua.facilities.promises.events import WaitPromised
from motcua.facilities.promises.models import Promise, subject_of
from motcua.facilities.queueing.models import Visit
from motcua.facilities.waits.prediction import Range
from motcua.kernel.events import log


def keep_promise(*, visit: Visit, group_id: int, told: Range, ahead: int, at: datetime) -> Promise:
    """The first word counts: whoever comes second gets what was told before."""
    said: dict[str, Any] = {
        "low": told.low,
        "high": told.high,
        "promised": told.promised,
        "middle": round(told.middle),
        "basis": told.basis.value,
        "ahead": ahead,
    }
    try:
        with transaction.atomic():
            row = Promise.objects.create(
                visit=visit,
                agency_id=visit.agency_id,
                hall_id=visit.hall_id,
                group_id=group_id,
                told_at=at,
                **said,
            )
            log.publish(
                WaitPromised(visit_id=visit.pk, group_id=group_id, **said),
                subject=subject_of(visit.pk),
                happened_at=at,
                agency_id=visit.agency_id,
            )
    except IntegrityError:
        return Promise.objects.get(visit=visit)
    return row
