"""Who is called next, in one playing of the hall."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from motcua.facilities.waits.hall import Fairness, Person


@dataclass(slots=True)
class Queue:
    """People of one group, by number in the cast; each list in the order in which it is called."""

    slots: list[int] = field(default_factory=list)
    priority: list[int] = field(default_factory=list)
    regular: list[int] = field(default_factory=list)
    in_a_row: int = 0

    def copy(self) -> Queue:
        return Queue(self.slots.copy(), self.priority.copy(), self.regular.copy(), self.in_a_row)


def queues_of(cast: Sequence[Person], in_a_row: dict[str, int]) -> dict[str, Queue]:
    """Everybody in the queue of their group. Lists are turned round, so that the next one is the last."""
    queues: dict[str, Queue] = {}
    for number in sorted(range(len(cast)), key=lambda n: (-cast[n].arrived, -n)):
        person = cast[number]
        queue = queues.setdefault(person.group, Queue(in_a_row=in_a_row.get(person.group, 0)))
        (queue.priority if person.is_priority else queue.regular).append(number)
        if person.slot is not None:
            queue.slots.append(number)
    for queue in queues.values():
        queue.slots.sort(key=lambda n: (-(cast[n].slot or 0.0), -n))
    return queues


class Lines:
    """The line of a hall while it is played; `cast` grows by those who come later."""

    __slots__ = ("called", "cast", "fairness", "queues")

    def __init__(self, cast: list[Person], queues: dict[str, Queue], fairness: Fairness) -> None:
        self.cast = cast
        self.queues = queues
        self.fairness = fairness
        self.called: set[int] = set()

    def join(self, person: Person) -> int:
        """Somebody comes; the number in the cast."""
        number = len(self.cast)
        self.cast.append(person)
        queue = self.queues.setdefault(person.group, Queue())
        if person.slot is not None:
            place = sum(1 for other in queue.slots if (self.cast[other].slot or 0.0) > person.slot)
            queue.slots.insert(place, number)
        (queue.priority if person.is_priority else queue.regular).insert(0, number)
        return number

    def take(self, groups: Iterable[str], at: float) -> int | None:
        """Call the next one of these groups; None when nobody waits."""
        best: tuple[int, float, int] | None = None
        for group in groups:
            queue = self.queues.get(group)
            found = self._first(queue, at) if queue is not None else None
            if found is not None and (best is None or found < best):
                best = found
        if best is None:
            return None
        number = best[2]
        self.called.add(number)
        person = self.cast[number]
        queue = self.queues[person.group]
        queue.in_a_row = queue.in_a_row + 1 if person.is_priority else 0
        return number

    def _first(self, queue: Queue, at: float) -> tuple[int, float, int] | None:
        """Rank, time and number of the one of a group who is called first."""
        rule, cast = self.fairness, self.cast
        number = self._head(queue.slots)
        while number is not None and (cast[number].slot or 0.0) + rule.window_after < at:
            queue.slots.pop()  # too late for the slot: from now on by arrival
            number = self._head(queue.slots)
        if number is not None and (cast[number].slot or 0.0) - rule.window_before <= at:
            return 0, cast[number].slot or 0.0, number
        priority, regular = self._head(queue.priority), self._head(queue.regular)
        waited = at - cast[regular].arrived if regular is not None else -math.inf
        is_turn = queue.in_a_row < rule.priority_in_a_row or waited <= rule.regular_patience
        if priority is not None and is_turn:
            return 1, cast[priority].arrived, priority
        return None if regular is None else (2, cast[regular].arrived, regular)

    def _head(self, waiting: list[int]) -> int | None:
        while waiting and waiting[-1] in self.called:
            waiting.pop()
        return waiting[-1] if waiting else None
