"""One playing of the hall, from now until the one who asks is called.

What chance decides is drawn for each person, each counter and each play's late arrivals from streams of
their own: so one more person in front never shortens a wait in any play, and one more counter never
lengthens it.
"""

from __future__ import annotations

import heapq
import math
from random import Random

from motcua.facilities.waits.habits import Habits, Spans
from motcua.facilities.waits.hall import Counter, Hall, Person
from motcua.facilities.waits.lines import Lines, queues_of

_HORIZON = 600.0  # minutes in which somebody may still come
_EARLY = 5.0  # minutes before the slot at which people with an appointment begin to check in
_PEOPLE, _COUNTERS, _ARRIVALS = 1, 2, 3


class Stage:
    """What all plays have in common, drawn and sorted once. The one who asks is the last of the cast."""

    def __init__(
        self, hall: Hall, habits: Habits, cast: list[Person], counters: list[Counter], dice: Dice
    ) -> None:
        self.hall, self.habits, self.cast, self.counters, self.dice = hall, habits, cast, counters, dice
        self.me = len(cast) - 1
        self.groups = [counter.groups for counter in counters]
        self.queues = queues_of(cast, dict(hall.in_a_row))
        self._known: dict[tuple[str, str], Spans] = {}
        self.busy = [self._stays(number, person) for number, person in enumerate(cast)]
        self.free = [self._waits_for(number, counter) for number, counter in enumerate(counters)]
        served = {group for counter in counters for group in counter.groups}
        self.rates = {g: rate for g, rate in habits.priority_rate.items() if g in served and rate > 0}
        self.booked = [booked for booked in hall.booked if booked.group in served]

    def spans(self, group: str, procedure: str) -> Spans:
        key = (group, procedure)
        if key not in self._known:
            self._known[key] = self.habits.of(group, procedure)
        return self._known[key]

    def occupancy(self, spans: Spans, chance: Random) -> float:
        """How long one person keeps a counter: the service, or the calls nobody answers, and a break after it."""
        habits, drawn = self.habits, chance.random
        shown, length, leaves, away = drawn(), drawn(), drawn(), drawn()
        if shown < habits.no_show_chance:
            return habits.no_show_minutes
        minutes = spans.draw(length)
        if habits.absences is not None and leaves < habits.absence_chance:
            minutes += habits.absences.draw(away)
        return minutes

    def _stays(self, number: int, person: Person) -> list[float]:
        """Of one person, for every play; the one who asks keeps nobody waiting."""
        if number == self.me:
            return []
        chance, spans = self.dice.stream(_PEOPLE, number), self.spans(person.group, person.procedure)
        return [self.occupancy(spans, chance) for _play in range(self.dice.runs)]

    def _waits_for(self, number: int, counter: Counter) -> list[float]:
        """When a counter may call, for every play."""
        chance = self.dice.stream(_COUNTERS, number)
        return [self._free_in(counter, chance) for _play in range(self.dice.runs)]

    def _free_in(self, counter: Counter, chance: Random) -> float:
        """After opening, after the break that goes on, after who sits there and perhaps a break then."""
        absences = self.habits.absences
        minutes = max(counter.opens_in, 0.0)
        if counter.away_for is not None and absences is not None:
            minutes += absences.rest(counter.away_for, chance.random())
        if counter.serving is not None:
            minutes += self.spans(*counter.serving).rest(counter.busy_for, chance.random())
            if absences is not None and chance.random() < self.habits.absence_chance:
                minutes += absences.draw(chance.random())
        return minutes


class Dice:
    """Streams of chance, each known by what it is for."""

    def __init__(self, seed: int, runs: int) -> None:
        self.seed, self.runs = seed, runs

    def stream(self, purpose: int, number: int) -> Random:
        return Random((self.seed * 4 + purpose) * 1_000_003 + number)  # noqa: S311  a simulation, no secret


class Play:
    """One way the next hours may go."""

    def __init__(self, stage: Stage, run: int) -> None:
        self.stage, self.run = stage, run
        queues = {group: queue.copy() for group, queue in stage.queues.items()}
        self.lines = Lines(stage.cast.copy(), queues, stage.hall.fairness)
        self.late: list[float] = []
        self.coming: list[tuple[float, Person]] = []
        if stage.rates or stage.booked:
            self.chance = stage.dice.stream(_ARRIVALS, run)
            self._expect()

    def wait(self) -> float:
        """Minutes until the one who asks is called; infinite when all counters close before."""
        stage, now = self.stage, self.stage.hall.now
        free = [(now + waits[self.run], place) for place, waits in enumerate(stage.free)]
        heapq.heapify(free)
        while free:
            at, place = heapq.heappop(free)
            if at > now + stage.counters[place].closes_in:
                continue
            self._admit(at)
            number = self.lines.take(stage.groups[place], at)
            if number == stage.me:
                return at - now
            if number is not None:
                heapq.heappush(free, (at + self._stay(number), place))
            elif self.coming:
                heapq.heappush(free, (self.coming[0][0], place))
        return math.inf

    def _stay(self, number: int) -> float:
        known = len(self.stage.cast)
        return self.stage.busy[number][self.run] if number < known else self.late[number - known]

    def _expect(self) -> None:
        """Who will come after now and may be called earlier: priority classes and kept appointments."""
        stage, chance, now = self.stage, self.chance, self.stage.hall.now
        for booked in stage.booked:
            if chance.random() >= stage.habits.missed_slot_chance:
                at = max(now, booked.slot - _EARLY * chance.random())
                self.coming.append((at, Person(booked.group, booked.procedure, at, slot=booked.slot)))
        for group in stage.rates:
            self._expect_priority(group, now)
        heapq.heapify(self.coming)

    def _expect_priority(self, group: str, after: float) -> None:
        stage, chance = self.stage, self.chance
        at = after + chance.expovariate(stage.rates[group])
        if at < stage.hall.now + _HORIZON:
            mix = stage.habits.mix.get(group) or ("",)
            procedure = mix[int(chance.random() * len(mix))]
            heapq.heappush(self.coming, (at, Person(group, procedure, at, is_priority=True)))

    def _admit(self, at: float) -> None:
        """Let in who has come by now; a priority arrival is followed by the next."""
        while self.coming and self.coming[0][0] <= at:
            came, person = heapq.heappop(self.coming)
            self.lines.join(person)
            self.late.append(
                self.stage.occupancy(self.stage.spans(person.group, person.procedure), self.chance)
            )
            if person.is_priority:
                self._expect_priority(person.group, came)
