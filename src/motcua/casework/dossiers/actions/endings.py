from __future__ import annotations

from django.db import transaction

from motcua.casework.dossiers.actions.recording import By, DossierRefusal, allow, locked, needed, record, say
from motcua.casework.dossiers.actions.standing import cleared, run_of, when
from motcua.casework.dossiers.choices import Status
from motcua.casework.dossiers.columns import DossierState
from motcua.casework.dossiers.events import (
    AcceptanceUndone,
    DossierStopped,
    PinReplaced,
    WithdrawalRefused,
    WithdrawalRequested,
)
from motcua.casework.dossiers.models import Dossier, DossierFee
from motcua.casework.dossiers.models.dossier import new_lookup_token
from motcua.casework.dossiers.state import replay
from motcua.casework.finding.numbers import fingerprint
from motcua.facilities.papers.printed_forms import current
from motcua.facilities.workflow import actions as workflow
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log

# Where the approver decides on a request to withdraw; not a step of any drawing.
DECIDE_WITHDRAWAL = "@withdrawal"


class StillWaiting(DossierRefusal):
    """Người nộp còn trong hạn bổ sung giấy tờ; chỉ dừng khi hết hạn mà không bổ sung, hoặc khi có yêu cầu rút."""


class AnotherDay(DossierRefusal):
    """Chỉ hủy tiếp nhận nhầm trong cùng ngày tiếp nhận; sau đó hãy dùng rút hồ sơ."""


@transaction.atomic
def withdraw(*, dossier_id: int, by: By, reason: str) -> Dossier:
    """Enter the applicant's request to withdraw; a decision to stop follows it.

    Law: NĐ 118/2025, Điều 21: from receipt until a decision or result is issued.
    """
    dossier = locked(dossier_id)
    allow("withdraw", dossier)
    moved = workflow.hold(
        run_id=run_of(dossier), node=DECIDE_WITHDRAWAL, role="approver",
        agency_id=dossier.competent_agency_id, when=when(dossier, by.at),
    )  # fmt: skip
    stated = WithdrawalRequested(run=moved.to_json())
    record(dossier, stated, by, [say(dossier, "reason", {"text": needed(reason)})], moved=moved)
    return dossier


@transaction.atomic
def refuse_withdrawal(*, dossier_id: int, by: By, reason: str) -> Dossier:
    """Let a dossier go on where it stood, because it may not be withdrawn any more or the applicant stays.

    Law: NĐ 118/2025, Điều 21: the request is decided on, and the applicant is told why it was refused.
    """
    dossier = locked(dossier_id)
    allow("refuse_withdrawal", dossier)
    before = _before_withdrawal(dossier)
    moved = workflow.release(
        run_id=run_of(dossier), node=DECIDE_WITHDRAWAL, when=when(dossier, by.at),
        still_held=before.status == Status.OBLIGATION,
    )  # fmt: skip
    stated = WithdrawalRefused(
        status=before.status,
        holder_role=before.holder_role,
        holder_agency_id=before.holder_agency_id or dossier.competent_agency_id,
        holder_officer_id=before.holder_officer_id,
        step_due_at=before.step_due_at.isoformat() if before.step_due_at else None,
        answer_by=before.answer_by.isoformat() if before.answer_by else None,
        run=moved.to_json(),
    )
    record(dossier, stated, by, [say(dossier, "reason", {"text": needed(reason)})], moved=moved)
    return dossier


def _before_withdrawal(dossier: Dossier) -> DossierState:
    events = log.of(dossier.subject)
    asked = max(n for n, event in enumerate(events) if event.kind == WithdrawalRequested.kind)
    return replay(events[:asked])


@transaction.atomic
def stop(*, dossier_id: int, by: By, decision: str, fee_refund: bool = False) -> Dossier:
    """Stop a dossier whose withdrawal was requested, or whose supplement never came.

    Law: NĐ 118/2025, Điều 21 and 19.5 (no answer within 15 days); Mẫu 05.
    """
    dossier = locked(dossier_id)
    allow("stop", dossier)
    cause = "withdrawal"
    if dossier.status == Status.SUPPLEMENT:
        if not dossier.is_unanswered(by.at):
            raise StillWaiting
        cause = "no_answer"
    stated = DossierStopped(
        cause=cause,
        fee_refund=fee_refund,
        slip_template=current("05", by.at, dossier.receiving_agency_id),
        run=cleared(dossier, by),
    )
    record(dossier, stated, by, [say(dossier, "decision", {"text": needed(decision)})])
    return dossier


@transaction.atomic
def undo_acceptance(*, dossier_id: int, by: By, reason: str) -> Dossier:
    """Take back a wrong acceptance on the same day, before anybody worked on it; it is a draft again.

    The code stays used; accepting again gives a new one.
    """
    dossier = locked(dossier_id)
    allow("undo_acceptance", dossier)
    accepted_on = dossier.accepted_at.astimezone(VIETNAM).date() if dossier.accepted_at else None
    if accepted_on != by.at.astimezone(VIETNAM).date():
        raise AnotherDay
    stated = AcceptanceUndone(code=dossier.code or "", run=cleared(dossier, by))
    record(dossier, stated, by, [say(dossier, "reason", {"text": needed(reason)})])
    DossierFee.objects.filter(dossier=dossier).delete()
    return dossier


@transaction.atomic
def replace_pin(*, dossier_id: int, by: By) -> Dossier:
    """Give a new look-up PIN and QR because the receipt was lost; the old ones stop working at once."""
    dossier = locked(dossier_id)
    allow("replace_pin", dossier)
    dossier.lookup_token = new_lookup_token()
    Dossier.objects.filter(pk=dossier.pk).update(lookup_token=dossier.lookup_token)
    stated = PinReplaced(serial=dossier.pin_serial + 1, token_sha256=fingerprint(dossier.lookup_token))
    record(dossier, stated, by)
    return dossier
