"""Puts a number on paper where the one-stop has a ticket printer; nothing here is inside a transaction."""

from __future__ import annotations

from motcua.directory.identity.refusal import Refused
from motcua.facilities.halls.actions import By
from motcua.facilities.halls.models import Hall
from motcua.facilities.printing import carrying
from motcua.facilities.printing.choices import Readiness
from motcua.facilities.printing.models import PrintJob
from motcua.facilities.printing.queries import printers_of
from motcua.facilities.queueing.models import Visit


def print_ticket(hall: Hall, visit: Visit, by: By) -> str:
    """Print on the first printer that is ready; why there is no paper, "" when there is or no printer stands here.

    Without paper the number does not count yet: the screen offers the telephone.
    """
    why = ""
    for printer in printers_of(hall.one_stop_id):
        state = carrying.readiness(printer)
        if state != Readiness.READY:
            why = why or str(state.label)
            continue
        try:
            job = carrying.print_number(visit=visit, printer=printer, by=by)
        except Refused as refusal:
            return str(refusal)
        return "" if not job.why else str(Readiness(job.why).label)
    return why


def why_no_paper(visit: Visit) -> str:
    """What the printer said when the paper of a number failed."""
    job = PrintJob.objects.filter(visit=visit).first()
    return str(Readiness(job.why).label) if job is not None and job.why else ""
