"""What a display shows of a hall: the call, the counters, who was called before, who was missed, the waits."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.facilities.halls.models import Hall
from motcua.facilities.queueing.queries import CounterLine, Snapshot, Ticket
from motcua.facilities.voice import queries as voice
from motcua.facilities.voice.models import Recording

CALLS_SHOWN = 5
STILL_CALLED = timedelta(minutes=2)
MISSED_SHOWN = 6


@dataclass(frozen=True)
class Call:
    """One call: `key` changes each time the number is called again, so that a screen says it again."""

    label: str
    counter: int
    times: int
    at: datetime
    key: str
    is_fresh: bool
    clips: str


@dataclass(frozen=True)
class Board:
    """Everything on one display."""

    calls: tuple[Call, ...]
    counters: tuple[CounterLine, ...]
    missed: tuple[str, ...]
    missed_more: int

    @property
    def first(self) -> Call | None:
        """The newest call while it is still one to follow."""
        return self.calls[0] if self.calls and self.calls[0].is_fresh else None

    @property
    def before(self) -> tuple[Call, ...]:
        return self.calls[1:] if self.first else self.calls[: CALLS_SHOWN - 1]

    @property
    def half(self) -> int:
        """Counters stand in two columns, the first as long as the second or one longer."""
        return (len(self.counters) + 1) // 2


def board_of(hall: Hall, seen: Snapshot, counter_ids: Collection[int], at: datetime) -> Board:
    """The part of a hall that one display shows; no counters chosen means all."""
    shown = [one for one in seen.counters if not counter_ids or one.id in counter_ids]
    ids = {one.id for one in shown}
    calls = sorted(
        (one for one in seen.calls if one.counter_id in ids and one.counter_number),
        key=lambda one: (one.last_call_at or one.called_at or at, one.request_id),
        reverse=True,
    )
    own = voice.recordings_of(hall.one_stop_id) if calls else {}
    missed = [one.label for one in seen.missed if one.label]
    return Board(
        calls=tuple(_call(hall, one, own, at) for one in calls[:CALLS_SHOWN]),
        counters=tuple(sorted(shown, key=lambda one: one.number)),
        missed=tuple(missed[:MISSED_SHOWN]),
        missed_more=max(len(missed) - MISSED_SHOWN, 0),
    )


def _call(hall: Hall, ticket: Ticket, own: Mapping[str, Recording], at: datetime) -> Call:
    called = ticket.last_call_at or ticket.called_at or at
    counter = ticket.counter_number or 0
    clips = voice.call_urls(hall.one_stop_id, ticket=ticket.label, counter=counter, own=own)
    return Call(
        label=ticket.label,
        counter=counter,
        times=max(ticket.calls, 1),
        at=called,
        key=f"{ticket.request_id}-{ticket.calls}",
        is_fresh=at - called < STILL_CALLED,
        clips=json.dumps(clips),
    )
