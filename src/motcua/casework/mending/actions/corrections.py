"""A wrong result caused by the agency is corrected in time; the dossier itself is never opened again for it."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from motcua.casework.deadlines import calendars
from motcua.casework.deadlines.time_rules import due_by_rule, version_on
from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.actions.delays import apologise
from motcua.casework.dossiers.actions.recording import By, allow, locked, needed, record, say
from motcua.casework.dossiers.actions.results import Outcome, Receiver, UntitledResult, check_receiver
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries import RESULT_KINDS
from motcua.casework.dossiers.rules import timeliness
from motcua.casework.mending.events import (
    CorrectedResultDelivered,
    ResultCorrected,
    WrongResultConfirmed,
    WrongResultDismissed,
    WrongResultReported,
)
from motcua.directory.agencies.models import Agency, Officer
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log

RULE = "T12"


@transaction.atomic
def report_wrong(*, dossier_id: int, by: By, reason: str) -> Dossier:
    """Put down that a result is wrong: on the applicant's word at the counter, or found by the agency itself.

    Law: NĐ 118/2025, Điều 23.1 (T12): the three working days begin now, whoever found it.
    """
    dossier = locked(dossier_id)
    allow("report_wrong", dossier)
    at_counter = _serves_applicant(dossier, by)
    where = dossier.receiving_agency_id if at_counter else dossier.competent_agency_id
    calendar, reference = calendars.in_force(Agency.objects.get(pk=dossier.competent_agency_id), by.at)
    stated = WrongResultReported(
        number=dossier.correction_count + 1,
        found_by="applicant" if at_counter else "agency",
        rule=f"{RULE} {version_on(by.at.astimezone(VIETNAM).date())}",
        calendar=reference,
        correct_by=due_by_rule(RULE, by.at, calendar).due_at.isoformat(),
    )
    record(dossier, stated, replace(by, agency_id=where), [say(dossier, "reason", {"text": needed(reason)})])
    return dossier


def _serves_applicant(dossier: Dossier, by: By) -> bool:
    officer = Officer.objects.filter(pk=by.officer_id or 0).first()
    day = by.at.astimezone(VIETNAM).date()
    return officer is not None and permissions.receives(officer, dossier, day)


@transaction.atomic
def dismiss_wrong(*, dossier_id: int, by: By, reason: str) -> Dossier:
    """The head of the agency finds the result right; it stands, with the reason the counter passes on."""
    dossier = locked(dossier_id)
    allow("dismiss_wrong", dossier)
    stated = WrongResultDismissed(number=dossier.correction_count)
    record(dossier, stated, by, [say(dossier, "reason", {"text": needed(reason)})])
    return dossier


@transaction.atomic
def confirm_wrong(*, dossier_id: int, by: By, apology: str) -> Dossier:
    """The head of the agency owns the mistake and apologises for it in a letter; the clock goes on.

    Law: NĐ 118/2025, Điều 23.1: a mistake of the agency is corrected at its own cost.
    """
    dossier = locked(dossier_id)
    allow("confirm_wrong", dossier)
    correct_by = dossier.correct_by or by.at
    stated = WrongResultConfirmed(number=dossier.correction_count, correct_by=correct_by.isoformat())
    record(dossier, stated, by)
    cause = dossier.competent_agency_id
    return apologise(dossier_id=dossier.pk, by=by, reason=apology, cause_agency_id=cause, kind="correction")


@transaction.atomic
def correct_result(*, dossier_id: int, by: By, outcome: Outcome) -> Dossier:
    """Enter the corrected result as back at the one-stop; the old one is kept and marked as replaced.

    Whether the dossier itself was in time was measured at its first result and is not touched.
    """
    dossier = locked(dossier_id)
    allow("correct_result", dossier)
    if not outcome.title.strip():
        raise UntitledResult
    stated = ResultCorrected(
        number=dossier.correction_count,
        replaces_seq=_result_seq(dossier),
        result_type=outcome.result_type,
        timeliness=timeliness(by.at, dossier.correct_by),
    )
    record(dossier, stated, by, [say(dossier, "result", outcome.statement())])
    return dossier


def _result_seq(dossier: Dossier) -> int:
    """The fact of the result that stands now."""
    return max(event.seq for event in log.of(dossier.subject) if event.kind in RESULT_KINDS)


@transaction.atomic
def deliver_corrected(*, dossier_id: int, by: By, receiver: Receiver) -> Dossier:
    """Hand the corrected result over in place of the wrong one."""
    dossier = locked(dossier_id)
    allow("deliver_corrected", dossier)
    check_receiver(receiver)
    stated = CorrectedResultDelivered(
        number=dossier.correction_count, receiver=receiver.kind, identity_check=receiver.identity_check
    )
    record(dossier, stated, by, [say(dossier, "receiver", receiver.statement())])
    return dossier
