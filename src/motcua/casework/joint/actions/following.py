from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers import actions as dossiers
from motcua.casework.dossiers.actions import By
from motcua.casework.dossiers.actions.results import Receiver
from motcua.casework.dossiers.choices import ENDED, IN_PROCESS, Status
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries import history, latest_statement, plain
from motcua.casework.dossiers.rules import may_move
from motcua.casework.joint import queries
from motcua.casework.joint.actions.opening import open_part
from motcua.casework.joint.choices import Outcome, outcome_variable
from motcua.casework.joint.events import PartEnded
from motcua.casework.joint.models import LinkedProcedure, Part
from motcua.facilities.workflow.changes import Spots
from motcua.facilities.workflow.queries import spots_of
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log

_WITH_THE_WHOLE = "Hồ sơ liên thông đã rời bước này hoặc đã dừng giải quyết."
_ENDINGS = {"dossiers.result_recorded": Outcome.GRANTED, "dossiers.refused": Outcome.REFUSED}


@transaction.atomic
def follow_whole(*, dossier_id: int, at: datetime) -> None:
    """Bring parts up to where their whole stands: open what its drawing asks for, pass on what is done,
    stop what it has left behind. Doing it again changes nothing."""
    whole = plain(dossier_id)
    if whole is None or whole.process_run_id is None:
        return
    links = queries.links_of(whole.procedure_version_id, at.astimezone(VIETNAM).date())
    if not (links or queries.has_parts(whole.pk)) or queries.is_part(whole.pk):
        return
    whole = Dossier.objects.select_for_update().get(pk=dossier_id)
    _stop_left_behind(whole, spots_of(whole.process_run_id or 0), at)
    _pass_on(whole, at)
    whole.refresh_from_db()
    if whole.status in IN_PROCESS:
        _open_parts(whole, links, at)


def _open_parts(whole: Dossier, links: Mapping[str, LinkedProcedure], at: datetime) -> None:
    """A part for each linked step that waits; of papers one at a time."""
    known = set(whole.parts.values_list("spot", flat=True))
    under_way = whole.parts.filter(outcome="").exists()
    for spot in spots_of(whole.process_run_id or 0).values():
        if spot.node not in links or spot.kind != "ready" or spot.number in known:
            continue
        if under_way and queries.is_sequential(whole):
            return
        open_part(whole, spot, links[spot.node], at)
        under_way = True


def _stop_left_behind(whole: Dossier, spots: Spots, at: datetime) -> None:
    """The whole was stopped, or went back or on without waiting: its part ends by facts of its own."""
    for part in whole.parts.filter(outcome="").exclude(spot__in=list(spots)):
        _end(part, Outcome.STOPPED, at)
        _stop(part.dossier_id, at)


def _stop(dossier_id: int, at: datetime) -> None:
    dossier = Dossier.objects.get(pk=dossier_id)
    by = By(None, dossier.competent_agency_id, at)
    if may_move("withdraw", dossier.status):
        dossiers.withdraw(dossier_id=dossier.pk, by=by, reason=_WITH_THE_WHOLE)
        dossier.refresh_from_db()
    if dossier.status == Status.WITHDRAWAL:
        dossiers.stop(dossier_id=dossier.pk, by=by, decision=_WITH_THE_WHOLE)


def _pass_on(whole: Dossier, at: datetime) -> None:
    """Steps whose part has ended are done; how it ended is a value the drawing may branch on."""
    for part in whole.parts.exclude(outcome="").order_by("id"):
        whole.refresh_from_db()
        spot = spots_of(whole.process_run_id or 0).get(part.spot)
        if spot is None or spot.is_held or not may_move("hand_over", whole.status):
            continue
        dossiers.hand_over(
            dossier_id=whole.pk, by=By(None, part.dossier.competent_agency_id, at), spot=part.spot,
            said={outcome_variable(part.step): part.outcome},
        )  # fmt: skip


@transaction.atomic
def end_part(*, dossier_id: int, at: datetime) -> None:
    """A dossier has come to its result or its end: where it is a part, its whole goes on."""
    part = queries.part_of(dossier_id)
    if part is None:
        return
    Dossier.objects.select_for_update().get(pk=part.whole_id)
    part = Part.objects.get(pk=part.pk)
    outcome = _outcome_of(part.dossier)
    if not part.outcome and outcome is not None:
        _end(part, outcome, at)
    follow_whole(dossier_id=part.whole_id, at=at)


def _outcome_of(dossier: Dossier) -> Outcome | None:
    if dossier.status in (Status.STOPPED, Status.REJECTED):
        return Outcome.STOPPED
    said = [event.kind for event in history(dossier) if event.kind in _ENDINGS]
    return _ENDINGS[said[-1]] if said and dossier.resolved_at else None


def _end(part: Part, outcome: Outcome, at: datetime) -> None:
    part.outcome, part.ended_at = outcome.value, at
    part.save(update_fields=["outcome", "ended_at"])
    stated = PartEnded(dossier_id=part.dossier_id, outcome=outcome.value)
    log.publish(stated, subject=part.subject, happened_at=at, agency_id=part.dossier.competent_agency_id)


@transaction.atomic
def deliver_parts(*, dossier_id: int, at: datetime) -> int:
    """The whole was handed out: so were the results of its parts, to the same receiver; how many."""
    whole = Dossier.objects.select_for_update().get(pk=dossier_id)
    if whole.status not in ENDED:
        return 0
    given = next((e for e in reversed(history(whole)) if e.kind == "dossiers.delivered"), None)
    if given is None:
        return 0
    who = latest_statement(whole, "receiver")
    receiver = Receiver(
        kind=given.facts["receiver"], identity_check=given.facts["identity_check"],
        name=who.get("name", ""), identity_number=who.get("identity_number", ""),
    )  # fmt: skip
    ready = whole.parts.filter(dossier__status=Status.RESOLVED).values_list("dossier_id", flat=True)
    for pk in list(ready):
        by = By(given.actor_id, whole.receiving_agency_id, at)
        dossiers.deliver(dossier_id=pk, by=by, receiver=receiver)
    return len(ready)
