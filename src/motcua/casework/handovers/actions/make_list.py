from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from motcua.casework.dossiers.actions import By
from motcua.casework.handovers.actions.recording import HandOverRefusal, locked, state_fact
from motcua.casework.handovers.choices import ListState, MoveState
from motcua.casework.handovers.events import ListDispatched, ListMade, ListWithdrawn
from motcua.casework.handovers.models import HandOverList, ListedPaper, PaperMove
from motcua.directory.agencies import queries as agencies


class NothingToList(HandOverRefusal):
    """Hãy chọn ít nhất một hồ sơ; hồ sơ đã lên danh sách khác thì không chọn được nữa."""


class AlreadySent(HandOverRefusal):
    """Danh sách này đã gửi hoặc đã hủy."""


@transaction.atomic
def make_list(*, from_id: int, to_id: int, move_ids: Collection[int], by: By) -> HandOverList:
    """Put waiting paper that goes one way on a list; raises NothingToList when some of it waits no more."""
    found = PaperMove.objects.select_for_update().filter(
        pk__in=move_ids, from_agency=from_id, to_agency=to_id, state=MoveState.WAITING
    )
    chosen = list(found.order_by("due_at", "id"))
    if not chosen or len(chosen) != len(set(move_ids)):
        raise NothingToList
    one_stop = agencies.one_stop_of(to_id)
    made = HandOverList.objects.create(
        from_agency_id=from_id, to_agency_id=to_id, to_one_stop_id=one_stop.agency_id if one_stop else None,
        made_at=by.at, made_by_id=by.officer_id or 0,
    )  # fmt: skip
    ListedPaper.objects.bulk_create([ListedPaper(hand_over_list=made, move=move) for move in chosen])
    _mark(chosen, MoveState.LISTED)
    stated = ListMade(
        from_agency_id=from_id, to_agency_id=to_id, to_one_stop_id=made.to_one_stop_id,
        move_ids=tuple(move.pk for move in chosen),
    )  # fmt: skip
    state_fact(made.subject, stated, by)
    return made


@transaction.atomic
def withdraw_list(*, list_id: int, by: By) -> HandOverList:
    """Take back a list that was not sent: its paper waits again. Raises AlreadySent."""
    hand_over_list = _unsent(list_id)
    _mark(_moves_of(hand_over_list), MoveState.WAITING)
    hand_over_list.state, hand_over_list.ended_at = ListState.WITHDRAWN.value, by.at
    hand_over_list.save(update_fields=["state", "ended_at"])
    state_fact(hand_over_list.subject, ListWithdrawn(), by)
    return hand_over_list


@transaction.atomic
def dispatch_list(*, list_id: int, by: By) -> HandOverList:
    """The paper leaves the house with whoever carries it. Raises AlreadySent."""
    hand_over_list = _unsent(list_id)
    _mark(_moves_of(hand_over_list), MoveState.SENT)
    hand_over_list.state, hand_over_list.dispatched_at = ListState.SENT.value, by.at
    hand_over_list.save(update_fields=["state", "dispatched_at"])
    state_fact(hand_over_list.subject, ListDispatched(), by)
    return hand_over_list


def _unsent(list_id: int) -> HandOverList:
    hand_over_list = locked(list_id)
    if hand_over_list.state != ListState.MADE:
        raise AlreadySent
    return hand_over_list


def _moves_of(hand_over_list: HandOverList) -> list[PaperMove]:
    return list(PaperMove.objects.select_for_update().filter(lines__hand_over_list=hand_over_list))


def _mark(moves: Collection[PaperMove], state: MoveState) -> None:
    PaperMove.objects.filter(pk__in=[move.pk for move in moves]).update(state=state.value)
