"""The paper of a number: asked for, on its way, out or not. A number counts in the transaction that says it is out."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from motcua.directory.identity.refusal import Refused
from motcua.facilities.halls.actions import By
from motcua.facilities.printing.choices import JobState, Readiness
from motcua.facilities.printing.models import Printer, PrintJob
from motcua.facilities.queueing import actions as queueing
from motcua.facilities.queueing.models import Visit

SENDING_TIME = timedelta(seconds=30)  # who sends for longer has died


class AlreadyPrinting(Refused):
    """Phiếu này đang được in."""


class NumberGone(Refused):
    """Số này đã hủy vì phiếu không in được. Mời lấy số mới."""


@transaction.atomic
def ask_for_paper(*, visit: Visit, printer: Printer, at: datetime) -> PrintJob:
    """One row a number; asked again, also from another printer, it is the same row."""
    row, is_new = PrintJob.objects.get_or_create(
        visit=visit,
        defaults={
            "agency_id": visit.agency_id,
            "printer": printer,
            "asked_at": at,
            "changed_at": at,
        },
    )
    if not is_new and row.printer_id != printer.pk and row.state == JobState.FAILED:
        row.printer = printer
        row.save(update_fields=["printer"])
    return row


@transaction.atomic
def start_sending(*, job: PrintJob, at: datetime) -> bool:
    """Whether the caller is the one who prints; False when it is printed already. Raises AlreadyPrinting."""
    free = Q(state__in=(JobState.WAITING, JobState.FAILED)) | Q(
        state=JobState.SENDING, changed_at__lt=at - SENDING_TIME
    )
    claimed = PrintJob.objects.filter(free, pk=job.pk).update(
        state=JobState.SENDING, why="", attempts=F("attempts") + 1, changed_at=at
    )
    job.refresh_from_db()
    if not claimed and job.state == JobState.SENDING:
        raise AlreadyPrinting
    return bool(claimed)


@transaction.atomic
def paper_came(*, job: PrintJob, by: By) -> PrintJob:
    """The paper is out: the number counts from now on. Again: nothing more happens. Raises NumberGone."""
    try:
        queueing.confirm(visit_id=job.visit_id, by=by)
    except queueing.IllegalMove:
        raise NumberGone from None
    return _told(job, JobState.PRINTED, "", by.at)


@transaction.atomic
def paper_failed(*, job: PrintJob, why: Readiness, at: datetime) -> PrintJob:
    """No paper, or half of one: the number does not count unless it is printed again in time."""
    return _told(job, JobState.FAILED, why.value, at)


def _told(job: PrintJob, state: JobState, why: str, at: datetime) -> PrintJob:
    job.state, job.why, job.changed_at = state, why, at
    job.save(update_fields=["state", "why", "changed_at"])
    return job
