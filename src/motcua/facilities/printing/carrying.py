"""Carries a number to paper: ask the printer, draw, send, tell. Nothing slow happens inside a transaction."""

from __future__ import annotations

from django.conf import settings
from django.utils.module_loading import import_string

from motcua.facilities.halls.actions import By
from motcua.facilities.printing import actions
from motcua.facilities.printing.choices import Kind, Readiness
from motcua.facilities.printing.composing import compose, sample
from motcua.facilities.printing.fake import FakePrinter
from motcua.facilities.printing.models import Printer, PrintJob
from motcua.facilities.printing.picture import draw
from motcua.facilities.printing.ports import PrintFailure, TicketPrinter
from motcua.facilities.printing.raster import encoded
from motcua.facilities.queueing.choices import State
from motcua.facilities.queueing.models import ServiceRequest, Visit


def opened(printer: Printer) -> TicketPrinter:
    """The printer itself; fakes only where a demo is allowed."""
    if printer.kind == Kind.FAKE and settings.DEMO_ALLOWED:
        return FakePrinter(printer.address)
    return import_string(settings.TICKET_PRINTERS)(printer.kind, printer.address)


def readiness(printer: Printer) -> Readiness:
    """To be asked before a number is issued, so that nobody is told of paper when it is too late."""
    return Readiness.UNREACHABLE if printer.removed_at else opened(printer).readiness()


def print_number(*, visit: Visit, printer: Printer, by: By) -> PrintJob:
    """Print the ticket of a number that was issued. The job says how it went: PRINTED, and the number counts, or FAILED.

    Sent twice, printed once. Raises AlreadyPrinting, NumberGone.
    """
    if ServiceRequest.objects.filter(visit=visit, place=1, state=State.VOID).exists():
        raise actions.NumberGone
    job = actions.ask_for_paper(visit=visit, printer=printer, at=by.at)
    if not actions.start_sending(job=job, at=by.at):
        return job
    try:
        opened(job.printer).print(encoded(draw(compose(visit, by.at))), key=job.key)
    except PrintFailure as failure:
        return actions.paper_failed(job=job, why=failure.why, at=by.at)
    return actions.paper_came(job=job, by=by)


def print_sample(printer: Printer, by: By) -> Readiness:
    """A paper that is plainly no ticket; READY when it came out."""
    try:
        opened(printer).print(encoded(draw(sample(printer, by.at))), key=f"sample-{printer.pk}")
    except PrintFailure as failure:
        return failure.why
    return Readiness.READY
