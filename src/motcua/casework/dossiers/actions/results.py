from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.dossiers.actions.consulting import lapse_opinions
from motcua.casework.dossiers.actions.recording import By, DossierRefusal, allow, locked, record, say
from motcua.casework.dossiers.actions.standing import cleared, run_of, spot_of, went_to, when
from motcua.casework.dossiers.choices import IdentityCheck, ReceiverKind
from motcua.casework.dossiers.events import DossierDelivered, ResultRecorded
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries import step_named
from motcua.casework.dossiers.rules import timeliness
from motcua.facilities.workflow import actions as workflow
from motcua.facilities.workflow import queries as processes
from motcua.facilities.workflow.changes import ASIDE, Spot
from motcua.facilities.workflow.choices import StepKind


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Kết quả giải quyết: the document that answers the applicant."""

    title: str
    number: str = ""
    signed_on: date | None = None
    signer: str = ""
    result_type: str = ""

    def statement(self) -> dict:
        signed = self.signed_on.isoformat() if self.signed_on else None
        return {"title": self.title, "number": self.number, "signed_on": signed, "signer": self.signer}


@dataclass(frozen=True, kw_only=True)
class Receiver:
    """Who takes the result, and how their identity or mandate was checked."""

    kind: str
    identity_check: str
    name: str
    identity_number: str

    def is_identified(self) -> bool:
        known = self.kind in ReceiverKind.values and self.identity_check in IdentityCheck.values
        return known and bool(self.name.strip() and self.identity_number.strip())

    def statement(self) -> dict:
        return {"name": self.name, "identity_number": self.identity_number}


_MANDATES = (IdentityCheck.MANDATE, IdentityCheck.POST_INVOICE)


class UnknownReceiver(DossierRefusal):
    """Hãy ghi tên và giấy tờ (hoặc giấy ủy quyền) của người nhận trước khi trả kết quả."""


class NoMandate(DossierRefusal):
    """Người nhận thay phải có giấy ủy quyền, hoặc phiếu gửi của bưu điện."""


class BranchUnfinished(DossierRefusal):
    """Quy trình còn nhánh chưa xong, chưa ghi được kết quả."""


class UntitledResult(DossierRefusal):
    """Hãy ghi tên của kết quả giải quyết."""


def refuse_unfinished(dossier: Dossier, here: Spot) -> None:
    """Raise BranchUnfinished, naming the step, while somebody still works beside the step that gives the result."""
    for spot in processes.spots_of(run_of(dossier)).values():
        if spot.kind == "ready" and spot.step_kind != ASIDE and spot.number != here.number:
            name = step_named(dossier, spot.node)
            raise BranchUnfinished(
                _("Nhánh “%(step)s” của quy trình chưa xong, chưa ghi được kết quả.") % {"step": name}
            )


def check_receiver(receiver: Receiver) -> None:
    """Raises UnknownReceiver and NoMandate."""
    if not receiver.is_identified():
        raise UnknownReceiver
    if receiver.kind == ReceiverKind.REPRESENTATIVE and receiver.identity_check not in _MANDATES:
        raise NoMandate


@transaction.atomic
def record_result(*, dossier_id: int, by: By, outcome: Outcome) -> Dossier:
    """Enter the result as ready at the one-stop: national status 9, where timeliness is measured.

    Law: NĐ 118/2025, Điều 19, 22; index 766, indicator 2.1.
    """
    dossier = locked(dossier_id)
    allow("record_result", dossier)
    if not outcome.title.strip():
        raise UntitledResult
    here = spot_of(dossier, None, StepKind.ISSUE)
    refuse_unfinished(dossier, here)
    lapse_opinions(dossier, by)
    moved = workflow.complete_step(
        run_id=run_of(dossier), number=here.number, said={}, to=None, when=when(dossier, by.at)
    )
    where = went_to(dossier, moved)
    stated = ResultRecorded(
        result_type=outcome.result_type,
        timeliness=timeliness(by.at, dossier.due_at),
        to_step=where["to_step"],
        to_role=where["to_role"],
        to_agency_id=where["to_agency_id"],
        run=moved.to_json(),
    )
    record(dossier, stated, by, [say(dossier, "result", outcome.statement())], moved=moved)
    return dossier


@transaction.atomic
def deliver(*, dossier_id: int, by: By, receiver: Receiver) -> Dossier:
    """Hand the result over, once the receiver's identity or mandate is noted."""
    dossier = locked(dossier_id)
    allow("deliver", dossier)
    check_receiver(receiver)
    stated = DossierDelivered(
        receiver=receiver.kind,
        identity_check=receiver.identity_check,
        delivery_choice=dossier.delivery_choice,
        run=cleared(dossier, by),
    )
    record(dossier, stated, by, [say(dossier, "receiver", receiver.statement())])
    return dossier
