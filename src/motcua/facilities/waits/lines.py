"""Who is called next, in one playing of the hall."""

from __future__ import annotations

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
        """Call the next one of these groups, the first of them first; None when nobody waits.

        The head of another group goes before once it has waited longer than patience and longer than that one.
        """
        cast, chosen = self.cast, None
        longest, since = None, 0.0
        for group in groups:
            queue = self.queues.get(group)
            found = self._first(queue, at) if queue is not None else None
            if found is None:
                continue
            if chosen is None:
                chosen = found
            elif longest is None or cast[found[1]].arrived < since:
                longest, since = found, cast[found[1]].arrived
        if chosen is None:
            return None
        if longest is not None and at - since > self.fairness.patience and since < cast[chosen[1]].arrived:
            chosen = longest
        is_preferred, number = chosen
        self.called.add(number)
        queue = self.queues[cast[number].group]
        queue.in_a_row = queue.in_a_row + 1 if is_preferred else 0
        return number

    def _first(self, queue: Queue, at: float) -> tuple[bool, int] | None:
        """Whether preferred, and the number, of the one of a group who is called first."""
        rule, cast = self.fairness, self.cast
        number = self._head(queue.slots) if queue.slots else None
        while number is not None and (cast[number].slot or 0.0) + rule.window_after < at:
            queue.slots.pop()  # too late for the slot: from now on by arrival
            number = self._head(queue.slots)
        if number is None or (cast[number].slot or 0.0) - rule.window_before > at:
            number = self._head(queue.priority) if queue.priority else None
        regular = self._head(queue.regular)
        if number is None or regular is None:
            found = regular if number is None else number
            return None if found is None else (number is not None, found)
        is_patient = at - cast[regular].arrived > rule.patience
        if queue.in_a_row >= rule.preferred_in_a_row and is_patient:
            return False, regular
        return True, number

    def _head(self, waiting: list[int]) -> int | None:
        while waiting and waiting[-1] in self.called:
            waiting.pop()
        return waiting[-1] if waiting else None
