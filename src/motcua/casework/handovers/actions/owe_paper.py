from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers.actions import By
from motcua.casework.dossiers.actions import recording as dossiers
from motcua.casework.dossiers.choices import ENDED, Correction
from motcua.casework.dossiers.models import Dossier
from motcua.casework.handovers import queries
from motcua.casework.handovers.actions.recording import HandOverRefusal, state_fact
from motcua.casework.handovers.choices import DropCause, Moved, MoveState
from motcua.casework.handovers.events import PaperDropped, PaperOwed
from motcua.casework.handovers.models import PaperMove
from motcua.casework.handovers.rules import there_by
from motcua.directory.agencies.calendars import calendar_of
from motcua.directory.agencies.models import Agency
from motcua.kernel.clock import VIETNAM


class NotWaiting(HandOverRefusal):
    """Bản giấy này đã lên danh sách hoặc đã tới nơi."""


@transaction.atomic
def owe_papers(*, dossier_id: int, event_id: int, at: datetime) -> PaperMove | None:
    """A dossier was accepted for an agency elsewhere: its papers have to go there; None where nothing has to.

    Law: NĐ 118/2025, Điều 20.1a.
    """
    dossier = dossiers.locked(dossier_id)
    day = at.astimezone(VIETNAM).date()
    if dossier.code is None or not queries.is_on_paper(dossier) or not queries.is_away(dossier, day):
        return None
    return _owe(dossier, event_id, Moved.PAPERS, at)


@transaction.atomic
def owe_result(*, dossier_id: int, event_id: int, at: datetime) -> PaperMove | None:
    """A result is there: what is on paper returns to where the dossier was received; None where nothing has to.

    One put right has to be carried anew, also to where the wrong one was handed out; the wrong one need not go
    any more. Law: NĐ 118/2025, Điều 23.1.
    """
    dossier = dossiers.locked(dossier_id)
    _drop_waiting(dossier, Moved.PAPERS, DropCause.RESOLVED, at)
    is_over = dossier.status in ENDED and dossier.correction != Correction.CORRECTED
    is_past = event_id < queries.result_event(dossier)
    if is_over or is_past or not queries.needs_result_carried(dossier) or queries.result_move(dossier):
        return None
    _drop_waiting(dossier, Moved.RESULT, DropCause.REPLACED, at)
    return _owe(dossier, event_id, Moved.RESULT, at)


def _owe(dossier: Dossier, event_id: int, moved: Moved, at: datetime) -> PaperMove | None:
    """Once for each fact of the dossier."""
    if PaperMove.objects.filter(event_id=event_id).exists():
        return None
    ends = (dossier.receiving_agency_id, dossier.competent_agency_id)
    from_id, to_id = ends if moved == Moved.PAPERS else ends[::-1]
    calendar = calendar_of(Agency.objects.get(pk=from_id), at)
    move = PaperMove.objects.create(
        event_id=event_id, dossier=dossier, moved=moved.value, from_agency_id=from_id, to_agency_id=to_id,
        owed_at=at, due_at=there_by(at, calendar),
    )  # fmt: skip
    stated = PaperOwed(
        move_id=move.pk, moved=moved.value, from_agency_id=from_id, to_agency_id=to_id,
        due_at=move.due_at.isoformat(),
    )  # fmt: skip
    state_fact(move.subject, stated, By(None, from_id, at))
    return move


@transaction.atomic
def drop_papers(*, dossier_id: int, at: datetime) -> int:
    """The dossier is no longer dealt with: papers nobody has listed yet stay where they are; how many."""
    dossier = dossiers.locked(dossier_id)
    return _drop_waiting(dossier, Moved.PAPERS, DropCause.STOPPED, at)


def _drop_waiting(dossier: Dossier, moved: Moved, cause: DropCause, at: datetime) -> int:
    waiting = list(dossier.paper_moves.filter(state=MoveState.WAITING, moved=moved))
    for move in waiting:
        _drop(move, cause, By(None, move.from_agency_id, at))
    return len(waiting)


@transaction.atomic
def drop_result(*, move_id: int, by: By) -> PaperMove:
    """Put down that a result has no paper to carry, as when it was issued in electronic form alone.

    Raises NotWaiting.
    """
    move = PaperMove.objects.select_for_update().filter(pk=move_id).first()
    if move is None or (move.moved, move.state) != (Moved.RESULT, MoveState.WAITING):
        raise NotWaiting
    _drop(move, DropCause.NO_PAPER, by)
    return move


def _drop(move: PaperMove, cause: DropCause, by: By) -> None:
    move.state, move.settled_at = MoveState.DROPPED.value, by.at
    move.save(update_fields=["state", "settled_at"])
    state_fact(move.subject, PaperDropped(move_id=move.pk, cause=cause.value), by)
