from __future__ import annotations

from django.db import transaction

from motcua.casework.dossiers.actions import By
from motcua.casework.handovers.actions.recording import HandOverRefusal, locked, state_fact
from motcua.casework.handovers.choices import ListState, MoveState, Scanned
from motcua.casework.handovers.events import ListClosed, PaperReceived
from motcua.casework.handovers.models import HandOverList, PaperMove
from motcua.casework.handovers.rules import Finding, judge


class NotOnTheWay(HandOverRefusal):
    """Danh sách này chưa gửi, đã nhận xong hoặc đã hủy."""


@transaction.atomic
def receive(*, list_id: int, numbers: str, by: By) -> list[Finding]:
    """Take in what is on the list among scanned numbers, and say of each what it is. Raises NotOnTheWay."""
    hand_over_list = _on_the_way(list_id)
    lines = hand_over_list.lines.values_list("move__dossier__barcode", "move_id", "received_at")
    found = judge(numbers, {number: (move, at is not None) for number, move, at in lines})
    arrived = [one.move_id for one in found if one.scanned == Scanned.RIGHT and one.move_id]
    if arrived:
        hand_over_list.lines.filter(move_id__in=arrived).update(received_at=by.at)
        PaperMove.objects.filter(pk__in=arrived).update(state=MoveState.RECEIVED.value, settled_at=by.at)
        state_fact(hand_over_list.subject, PaperReceived(move_ids=tuple(arrived)), by)
    return found


@transaction.atomic
def close_list(*, list_id: int, by: By) -> HandOverList:
    """Receiving is over: what was not scanned is missing, and waits again at the sender. Raises NotOnTheWay."""
    hand_over_list = _on_the_way(list_id)
    absent = hand_over_list.lines.filter(received_at__isnull=True)
    missing = list(absent.order_by("id").values_list("move_id", flat=True))
    absent.update(is_missing=True)
    PaperMove.objects.filter(pk__in=missing).update(state=MoveState.WAITING.value)
    hand_over_list.state, hand_over_list.ended_at = ListState.CLOSED.value, by.at
    hand_over_list.save(update_fields=["state", "ended_at"])
    state_fact(hand_over_list.subject, ListClosed(missing_ids=tuple(missing)), by)
    return hand_over_list


def _on_the_way(list_id: int) -> HandOverList:
    hand_over_list = locked(list_id)
    if hand_over_list.state != ListState.SENT:
        raise NotOnTheWay
    return hand_over_list
