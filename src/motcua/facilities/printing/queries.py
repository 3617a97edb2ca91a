"""Printers of a one-stop and what they printed."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from motcua.facilities.printing.choices import JobState
from motcua.facilities.printing.models import Printer, PrintJob
from motcua.facilities.queueing.choices import State
from motcua.facilities.queueing.models import ServiceRequest

LOOKED_BACK = timedelta(hours=12)
SHOWN = 20


def printers_of(one_stop_id: int) -> QuerySet[Printer]:
    """In use, each with how many papers failed lately."""
    return Printer.objects.filter(one_stop_id=one_stop_id, removed_at__isnull=True)


def with_failures(printers: QuerySet[Printer], at: datetime) -> QuerySet[Printer]:
    late = Q(jobs__state=JobState.FAILED, jobs__changed_at__gte=at - LOOKED_BACK)
    return printers.annotate(failed=Count("jobs", filter=late))


def unprinted(one_stop_id: int, at: datetime) -> QuerySet[PrintJob]:
    """Papers that did not come out, the newest first."""
    rows = PrintJob.objects.filter(printer__one_stop_id=one_stop_id, changed_at__gte=at - LOOKED_BACK)
    return rows.exclude(state=JobState.PRINTED).select_related("printer", "visit")[:SHOWN]


def unprinted_in(hall_id: int, at: datetime) -> QuerySet[PrintJob]:
    """Papers of a hall that did not come out and whose number does not count; `is_open` while printing may save it."""
    first = ServiceRequest.objects.filter(visit=OuterRef("visit_id"), place=1)
    rows = PrintJob.objects.filter(visit__hall_id=hall_id, changed_at__gte=at - LOOKED_BACK)
    rows = rows.exclude(state=JobState.PRINTED).select_related("printer", "visit")
    rows = rows.annotate(is_open=Exists(first.filter(state=State.ISSUING)))
    return rows.filter(Q(is_open=True) | Exists(first.filter(state=State.VOID)))[:SHOWN]
