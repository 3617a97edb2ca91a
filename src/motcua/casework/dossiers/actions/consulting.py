from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers.actions.recording import By, DossierRefusal, allow, locked, needed, record, say
from motcua.casework.dossiers.actions.standing import AlreadyDone, run_of, spot_of, when
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.opinion_events import OpinionAsked, OpinionGiven, OpinionLapsed
from motcua.casework.dossiers.rules import timeliness
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.models import Agency
from motcua.facilities.bpmn.errors import NotReady
from motcua.facilities.workflow import actions as workflow
from motcua.facilities.workflow import queries as processes
from motcua.facilities.workflow.changes import ASIDE, Spot
from motcua.kernel.clock import VIETNAM

CONSULT = "@consult"
# Who answers for an agency: its division, else its head.
_ANSWERING = ("division_head", "approver", "case_officer")


class NotAskable(DossierRefusal):
    """Cơ quan được hỏi phải là cơ quan khác, đang hoạt động và có người trả lời trên hệ thống."""


class NoTimeToAnswer(DossierRefusal):
    """Hạn trả lời phải sau lúc hỏi và không sau ngày hẹn trả."""


@transaction.atomic
def consult(*, dossier_id: int, by: By, agency_id: int, answer_by: datetime, question: str) -> Dossier:
    """Ask another agency for its opinion; the dossier goes on, and the clock with it.

    Law: NĐ 118/2025, Điều 19.4 (T15): the request sets the limit; silence is no consent, the
    lead agency tells the one-stop.
    """
    dossier = locked(dossier_id)
    allow("consult", dossier)
    promised = dossier.running_due_at
    if answer_by <= by.at or (promised is not None and answer_by > promised):
        raise NoTimeToAnswer
    role = _answering(agency_id, dossier, by)
    spot = Spot(number=0, node=CONSULT, kind="ready", role=role, agency_id=agency_id, step_due_at=answer_by)
    moved = workflow.ask_aside(run_id=run_of(dossier), spot=spot, when=when(dossier, by.at))
    stated = OpinionAsked(
        asked_agency_id=agency_id,
        answer_by=answer_by.isoformat(),
        spot=moved.change.put[0].number,
        run=moved.to_json(),
    )
    record(dossier, stated, by, [say(dossier, "note", {"text": needed(question)})], moved=moved)
    return dossier


def _answering(agency_id: int, dossier: Dossier, by: By) -> str:
    day = by.at.astimezone(VIETNAM).date()
    if agency_id == dossier.competent_agency_id or not Agency.objects.filter(pk=agency_id).exists():
        raise NotAskable
    for role in _ANSWERING:
        if agencies.officers_with_role(agency_id, role, day).exists():
            return role
    raise NotAskable


def lapse_opinions(dossier: Dossier, by: By) -> None:
    """End what other agencies were asked and have not answered, each by a fact that says so.

    Law: NĐ 118/2025, Điều 19.4 (T15): silence is no consent; the lead agency tells the one-stop.
    """
    for spot in processes.spots_of(run_of(dossier)).values():
        if spot.step_kind != ASIDE:
            continue
        moved = workflow.answer_aside(run_id=run_of(dossier), number=spot.number, when=when(dossier, by.at))
        stated = OpinionLapsed(
            spot=spot.number,
            asked_agency_id=spot.agency_id or 0,
            is_overdue=spot.step_due_at is not None and spot.step_due_at < by.at,
            run=moved.to_json(),
        )
        record(dossier, stated, by, moved=moved)


@transaction.atomic
def answer(*, dossier_id: int, by: By, opinion: str, spot: int | None = None) -> Dossier:
    """The agency that was asked gives its opinion, in words that stay with the dossier."""
    dossier = locked(dossier_id)
    allow("answer", dossier)
    here = spot_of(dossier, spot)
    if here.step_kind != ASIDE:
        raise AlreadyDone
    try:
        moved = workflow.answer_aside(run_id=run_of(dossier), number=here.number, when=when(dossier, by.at))
    except NotReady:
        raise AlreadyDone from None
    stated = OpinionGiven(
        spot=here.number, timeliness=timeliness(by.at, here.step_due_at), run=moved.to_json()
    )
    record(dossier, stated, by, [say(dossier, "note", {"text": needed(opinion)})], moved=moved)
    return dossier
