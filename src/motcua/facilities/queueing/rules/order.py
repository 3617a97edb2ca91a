"""Who is next: the fairness of a line, on values alone.

Within a group: an appointment in its window, then priority classes, then arrival. Priority goes
right after whoever is being served, but never more than `MOST_PREFERRED` times in a row past a
person without it who has waited longer than `PATIENCE`. Transfer and hold keep the first arrival.
Who missed the call and is back in time stands second.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

PATIENCE = timedelta(minutes=30)
MOST_PREFERRED = 2
EARLIEST, LATEST = timedelta(minutes=5), timedelta(minutes=10)
CALLS_BEFORE_MISSED = 3
CALLING_TIME = timedelta(minutes=2)
BACK_IN_TIME = timedelta(minutes=30)
UNDO_TIME = timedelta(minutes=2)
NO_PRIORITY = 0


@dataclass(frozen=True)
class Waiting:
    """One person in a line. `rank` 0 is no priority class, 1 the first of them."""

    id: int
    group_id: int
    line_at: datetime
    rank: int = NO_PRIORITY
    appointment_at: datetime | None = None
    for_counter_id: int | None = None
    returned_at: datetime | None = None
    behind_id: int | None = None

    def is_in_window(self, at: datetime) -> bool:
        """Whether an appointment counts as one now; outside its window it is an arrival like any other."""
        due = self.appointment_at
        return due is not None and due - EARLIEST <= at <= due + LATEST

    def is_preferred(self, at: datetime) -> bool:
        """Whether they may be called past who came before them."""
        return self.is_in_window(at) or self.rank != NO_PRIORITY


def in_order(line: Iterable[Waiting], *, at: datetime, streak: int) -> list[Waiting]:
    """A group's line as it would be called from now on; `streak` preferred people were called last in a row."""
    people = list(line)
    fresh = [one for one in people if one.returned_at is None]
    ordered = _interleaved(fresh, at, streak)
    _let_back_in(ordered, sorted((one for one in people if one.returned_at), key=_returned))
    return ordered


def _interleaved(people: list[Waiting], at: datetime, streak: int) -> list[Waiting]:
    preferred = sorted((one for one in people if one.is_preferred(at)), key=lambda one: _preference(one, at))
    regular = sorted((one for one in people if not one.is_preferred(at)), key=_arrival)
    ordered: list[Waiting] = []
    while preferred and regular:
        is_regulars_turn = streak >= MOST_PREFERRED and at - regular[0].line_at > PATIENCE
        ordered.append((regular if is_regulars_turn else preferred).pop(0))
        streak = 0 if is_regulars_turn else streak + 1
    return [*ordered, *preferred, *regular]


def _let_back_in(ordered: list[Waiting], back: Sequence[Waiting]) -> None:
    """Right behind whoever was first when they came back; in front once that person was called."""
    front = 0
    for one in back:
        places = {other.id: place for place, other in enumerate(ordered)}
        behind = places.get(one.behind_id) if one.behind_id is not None else None
        if behind is None:
            ordered.insert(front, one)
            front += 1
        else:
            while behind + 1 < len(ordered) and ordered[behind + 1].behind_id == one.behind_id:
                behind += 1
            ordered.insert(behind + 1, one)


def _arrival(one: Waiting) -> tuple[datetime, int]:
    return one.line_at, one.id


def _returned(one: Waiting) -> tuple[datetime, int]:
    return one.returned_at or one.line_at, one.id


def _preference(one: Waiting, at: datetime) -> tuple[int, int, datetime, int]:
    """Appointments in their window by their time, then classes by rank, then arrival."""
    if one.is_in_window(at):
        return 0, 0, one.appointment_at or one.line_at, one.id
    return 1, one.rank, one.line_at, one.id


def choose(
    lines: Sequence[Sequence[Waiting]], *, counter_id: int, group_ids: Sequence[int], at: datetime
) -> Waiting | None:
    """Whom a counter calls next, from the lines of the hall, each in its order.

    Who was sent to this very counter comes first. Then the first of the counter's groups in which
    somebody waits; but the head of another of its groups goes before once they have waited longer
    than `PATIENCE` and longer than that person.
    """
    sent = [one for line in lines for one in line if one.for_counter_id == counter_id]
    if sent:
        return min(sent, key=_arrival)
    heads = {}
    for line in lines:
        head = next((one for one in line if one.for_counter_id is None), None)
        if head is not None and head.group_id in group_ids:
            heads[head.group_id] = head
    mine = [heads[group_id] for group_id in group_ids if group_id in heads]
    if not mine:
        return None
    longest = min(mine[1:], key=_arrival, default=mine[0])
    return longest if at - longest.line_at > PATIENCE and longest.line_at < mine[0].line_at else mine[0]


def passed_over(
    lines: Sequence[Sequence[Waiting]], chosen: Waiting, *, counter_id: int, group_ids: Sequence[int]
) -> int:
    """How many people this counter could have called stand before `chosen` in its own line."""
    own = next((line for line in lines if chosen in line), ())
    before = own[: list(own).index(chosen)] if chosen in own else ()
    return sum(1 for one in before if one.for_counter_id in (None, counter_id))


def is_missed(*, calls: int, first_call_at: datetime, at: datetime) -> bool:
    """Whether a person may be called absent: called three times over at least two minutes."""
    return calls >= CALLS_BEFORE_MISSED and at - first_call_at >= CALLING_TIME
