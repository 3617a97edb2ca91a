"""How rows of paper on its way follow from the log, for `audit verify`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from motcua.casework.handovers.choices import ListState, MoveState
from motcua.casework.handovers.models import HandOverList, ListedPaper, PaperMove
from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Projection, compare, register

_STATES = {
    "handovers.listed": ListState.MADE.value,
    "handovers.dispatched": ListState.SENT.value,
    "handovers.withdrawn": ListState.WITHDRAWN.value,
    "handovers.closed": ListState.CLOSED.value,
}
_WHERE = {
    ListState.MADE.value: MoveState.LISTED.value,
    ListState.SENT.value: MoveState.SENT.value,
    ListState.WITHDRAWN.value: MoveState.WAITING.value,
    ListState.CLOSED.value: MoveState.WAITING.value,
}


def check_list(subject: str, events: list[Event]) -> Iterator[Difference]:
    """State, times and lines of one list against what was stated."""
    row = HandOverList.objects.filter(pk=int(subject.partition(":")[2])).first()
    if row is None:
        yield Difference(subject, "danh sách bàn giao", "có dòng", "không có")
        return
    made, times = events[0], {event.kind: event.happened_at for event in events}
    names = ("from_agency_id", "to_agency_id", "to_one_stop_id")
    expected: dict[str, Any] = {name: made.facts[name] for name in names} | {
        "state": [_STATES[event.kind] for event in events if event.kind in _STATES][-1],
        "made_at": made.happened_at,
        "made_by_id": made.actor_id or 0,
        "dispatched_at": times.get("handovers.dispatched"),
        "ended_at": times.get("handovers.closed") or times.get("handovers.withdrawn"),
    }
    yield from compare(subject, expected, vars(row))
    yield from compare(subject, {"dòng": _lines_by(events)}, {"dòng": _lines_in(row)})


def _lines_by(events: list[Event]) -> dict[int, tuple[datetime | None, bool]]:
    """When each paper was received, and whether it was missing, as the log has it."""
    lines: dict[int, tuple[datetime | None, bool]] = dict.fromkeys(events[0].facts["move_ids"], (None, False))
    for event in events:
        if event.kind == "handovers.received":
            lines |= dict.fromkeys(event.facts["move_ids"], (event.happened_at, False))
        elif event.kind == "handovers.closed":
            lines |= dict.fromkeys(event.facts["missing_ids"], (None, True))
    return lines


def _lines_in(row: HandOverList) -> dict[int, tuple[datetime | None, bool]]:
    found = row.lines.values_list("move_id", "received_at", "is_missing")
    return {move: (at, missing) for move, at, missing in found}


def check_paper(subject: str, events: list[Event]) -> Iterator[Difference]:
    """Each move of a dossier's paper against what was stated, and its state against its last list."""
    rows = {move.pk: move for move in PaperMove.objects.filter(dossier=int(subject.partition(":")[2]))}
    owed = {event.facts["move_id"]: event for event in events if event.kind == "handovers.owed"}
    dropped = {
        event.facts["move_id"]: event.happened_at for event in events if event.kind == "handovers.dropped"
    }
    yield from compare(subject, {"bản giấy": sorted(owed)}, {"bản giấy": sorted(rows)})
    for pk in owed.keys() & rows.keys():
        facts, row = owed[pk].facts, rows[pk]
        expected = {name: facts[name] for name in ("moved", "from_agency_id", "to_agency_id")}
        expected |= {"due_at": datetime.fromisoformat(facts["due_at"]), "owed_at": owed[pk].happened_at}
        expected |= _standing(pk, dropped.get(pk))
        yield from compare(f"{subject} {pk}", expected, vars(row))


def _standing(pk: int, dropped_at: datetime | None) -> dict[str, Any]:
    """State and end of a move as its lines have them."""
    if dropped_at:
        return {"state": MoveState.DROPPED.value, "settled_at": dropped_at}
    line = ListedPaper.objects.filter(move=pk).select_related("hand_over_list").order_by("id").last()
    if line is None:
        return {"state": MoveState.WAITING.value, "settled_at": None}
    if line.received_at:
        return {"state": MoveState.RECEIVED.value, "settled_at": line.received_at}
    return {"state": _WHERE[line.hand_over_list.state], "settled_at": None}


def lists() -> Iterator[str]:
    for pk in HandOverList.objects.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=2000):
        yield f"handover:{pk}"


def papers() -> Iterator[str]:
    found = PaperMove.objects.order_by("dossier_id").values_list("dossier_id", flat=True).distinct()
    for pk in found.iterator(chunk_size=2000):
        yield f"paper:{pk}"


def install() -> None:
    """Called once when the app is ready."""
    register(Projection("handovers", "handover", check_list, lists))
    register(Projection("papers_moved", "paper", check_paper, papers))
