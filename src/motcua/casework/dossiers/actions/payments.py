from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.casework.deadlines import calendars
from motcua.casework.deadlines.clocks import clock_of, promise, stopped
from motcua.casework.dossiers.actions.recording import By, DossierRefusal, allow, locked, needed, record, say
from motcua.casework.dossiers.actions.standing import run_of, went_to
from motcua.casework.dossiers.events import PaymentAsked, PaymentConfirmed
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.state import replay
from motcua.directory.agencies.models import Agency
from motcua.facilities.workflow import actions as workflow
from motcua.facilities.workflow.actions import When
from motcua.kernel.events import log


class NoAmount(DossierRefusal):
    """Hãy ghi số tiền phải nộp."""


class TooSoon(DossierRefusal):
    """Hạn nộp phải sau lúc yêu cầu."""


@transaction.atomic
def ask_payment(
    *, dossier_id: int, by: By, amount_vnd: int, what: str, pay_by: datetime | None = None,
    clock_stands: bool = True,
) -> Dossier:  # fmt: skip
    """Ask for a financial obligation (national status 6); both clocks stand while the sector's law says so.

    Law: NĐ 118/2025, Điều 24; sector law says whether the time counts (land: it does not).
    """
    dossier = locked(dossier_id)
    allow("ask_payment", dossier)
    if amount_vnd <= 0:
        raise NoAmount
    if pay_by is not None and pay_by <= by.at:
        raise TooSoon
    moved = workflow.hold_all(run_id=run_of(dossier), when=When(by.at, None, dossier.running_due_at))
    stated = PaymentAsked(
        amount_vnd=amount_vnd,
        pay_by=pay_by.isoformat() if pay_by else None,
        clock="PAUSE" if clock_stands else "CONTINUE",
        run=moved.to_json(),
    )
    record(dossier, stated, by, [say(dossier, "note", {"text": needed(what)})], moved=moved)
    return dossier


@transaction.atomic
def confirm_payment(*, dossier_id: int, by: By, receipt: str) -> Dossier:
    """The obligation is met; work goes on where it stood, and the dates move by the time that stood still."""
    dossier = locked(dossier_id)
    allow("confirm_payment", dossier)
    events = log.of(dossier.subject)
    asked = max(n for n, event in enumerate(events) if event.kind == "dossiers.payment_asked")
    found = clock_of(events)
    if found is None:
        raise RuntimeError(f"{dossier.subject} waits for a payment but was never accepted")
    calendar, reference = calendars.in_force(Agency.objects.get(pk=dossier.competent_agency_id), by.at)
    stood = events[asked].facts["clock"] == "PAUSE"
    promised = promise(stopped(found[0], events[asked].happened_at if stood else None, by.at), calendar)
    moved = workflow.go_on(run_id=run_of(dossier), restart=stood, when=When(by.at, calendar, promised.due_at))
    stated = PaymentConfirmed(
        status=replay(events[:asked]).status,
        calendar=reference,
        due_at=promised.due_at.isoformat(),
        index_due_at=promised.index_due_at.isoformat(),
        step_due_at=went_to(dossier, moved)["step_due_at"],
        run=moved.to_json(),
    )
    record(dossier, stated, by, [say(dossier, "note", {"text": needed(receipt)})], moved=moved)
    return dossier
