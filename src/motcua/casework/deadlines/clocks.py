"""What a dossier promises: due date and index date from its events, with the trace.

`promise` is pure: ordered clock facts and a calendar give two instants. Law: NĐ 118/2025,
Điều 17.3 (starts at acceptance, whatever the case was first taken for), Điều 19.5 (counted again after a supplement), Điều 19.6
(one extension). The service index 766 subtracts the supplement instead of starting again;
its date is `index_due_at`, kept for statistics and never printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from motcua.kernel.calendar import (
    Pause,
    WorkCalendar,
    due,
    is_within_hours,
    next_opening,
    parse_limit,
    put_off,
)
from motcua.kernel.clock import VIETNAM


class Stated(Protocol):
    """What a clock, and the state of a dossier, need of an event."""

    @property
    def kind(self) -> str: ...

    @property
    def actor_id(self) -> int | None: ...

    @property
    def agency_id(self) -> int | None: ...

    @property
    def happened_at(self) -> datetime: ...

    @property
    def facts(self) -> dict[str, Any]: ...


def instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


# What follows from where a dossier stands, never from an officer's act.
CLOCK_FACTS = ("upkeep.clock_stopped", "upkeep.clock_resumed")

# The facts a clock is made of.
CLOCK_KINDS = (
    "dossiers.accepted",
    "dossiers.acceptance_undone",
    "dossiers.supplement_requested",
    "dossiers.supplement_received",
    "dossiers.payment_asked",
    "dossiers.payment_confirmed",
    "dossiers.extended",
    "dossiers.due_recomputed",
    "dossiers.case_changed",
    *CLOCK_FACTS,
)


@dataclass(frozen=True)
class Promise:
    """Both dates, the trace of the decree's, and the trace of the index's."""

    due_at: datetime
    index_due_at: datetime
    trace: list[dict[str, Any]]
    index_trace: list[dict[str, Any]]


@dataclass(frozen=True)
class Replaced:
    """What held until the case of the procedure was put right."""

    at: datetime
    limit: str
    due_at: datetime


@dataclass(frozen=True)
class Standing:
    """Since when a clock stands because its dossier only waits, and by which laws."""

    since: datetime
    laws: tuple[str, ...]


@dataclass(frozen=True)
class Clock:
    """Everything the two dates depend on.

    `accepted_at` starts the index's clock, `started_at` the decree's (the last complete
    supplement); `pauses` are the waits for the applicant, subtracted by the index alone;
    `stops` those in which the law lets both clocks stand, with the law where it is said;
    `standing` is such a stop that has not ended yet. `replaced` are limits that no longer count.
    """

    limit: str
    accepted_at: datetime
    started_at: datetime
    pauses: tuple[tuple[datetime, datetime], ...] = ()
    extended_to: datetime | None = None
    extended_at: datetime | None = None
    stops: tuple[Pause, ...] = ()
    standing: Standing | None = None
    replaced: tuple[Replaced, ...] = ()


def clock_of(events: Iterable[Stated]) -> tuple[Clock, dict[str, Any]] | None:
    """The clock after all events, with the calendar reference in force; None before acceptance."""
    clock: Clock | None = None
    calendar: dict[str, Any] = {}
    asked_at: datetime | None = None
    for event in events:
        facts = event.facts
        if event.kind == "dossiers.accepted":
            at = event.happened_at
            clock, calendar = Clock(facts["limit"], at, at), facts["calendar"]
        elif event.kind == "dossiers.acceptance_undone":
            clock = asked_at = None
        elif clock is None:
            continue
        elif event.kind == "dossiers.supplement_requested":
            asked_at = event.happened_at
        elif event.kind == "dossiers.supplement_received" and asked_at:
            clock, calendar = restarted(clock, asked_at, event.happened_at), facts["calendar"]
            asked_at = None
        elif event.kind == "dossiers.payment_asked" and facts["clock"] == "PAUSE":
            asked_at = event.happened_at
        elif event.kind == "dossiers.payment_confirmed":
            clock, calendar = stopped(clock, asked_at, event.happened_at), facts["calendar"]
            asked_at = None
        elif event.kind in _CHANGES:
            clock, calendar = _CHANGES[event.kind](clock, event), facts.get("calendar", calendar)
    return (clock, calendar) if clock else None


def restarted(clock: Clock, asked_at: datetime, answered_at: datetime) -> Clock:
    """The clock once a supplement is complete: an extension given before it is used up with the old date."""
    pauses = (*clock.pauses, (asked_at, answered_at))
    return replace(clock, started_at=answered_at, pauses=pauses, extended_to=None, extended_at=None)


def recased(clock: Clock, limit: str, before: Replaced) -> Clock:
    """The clock under the limit of another case: it began when it began."""
    return replace(clock, limit=limit, replaced=(*clock.replaced, before))


def extended(clock: Clock, to: datetime | None, at: datetime) -> Clock:
    """The clock with a date that was promised anew."""
    return replace(clock, extended_to=to, extended_at=at)


def stopped(clock: Clock, asked_at: datetime | None, paid_at: datetime) -> Clock:
    """The clock after a financial obligation: the wait counts for nobody where the law says so."""
    return replace(clock, stops=(*clock.stops, Pause(asked_at, paid_at))) if asked_at else clock


def standing(clock: Clock, at: datetime, laws: Iterable[str]) -> Clock:
    """The clock from when the dossier only waits; where it stood already, another law goes on."""
    return replace(resumed(clock, at), standing=Standing(at, tuple(laws)))


def resumed(clock: Clock, at: datetime) -> Clock:
    """The clock once the wait is over; said to be over before it began, it never stood."""
    if clock.standing is None:
        return clock
    since, laws = clock.standing.since, clock.standing.laws
    return replace(clock, standing=None, stops=(*clock.stops, Pause(since, max(since, at), "; ".join(laws))))


def _case_changed(clock: Clock, event: Stated) -> Clock:
    previous = datetime.fromisoformat(event.facts["previous_due_at"])
    before = Replaced(event.happened_at, event.facts["previous_limit"], previous)
    return recased(clock, event.facts["limit"], before)


# What needs no more than itself; what begins before it ends is told in `clock_of`.
_CHANGES: dict[str, Callable[[Clock, Stated], Clock]] = {
    "dossiers.extended": lambda clock, event: extended(
        clock, instant(event.facts["due_at"]), event.happened_at
    ),
    "dossiers.due_recomputed": lambda clock, _event: clock,
    "dossiers.case_changed": _case_changed,
    "upkeep.clock_stopped": lambda clock, event: standing(clock, event.happened_at, event.facts["laws"]),
    "upkeep.clock_resumed": lambda clock, event: resumed(clock, event.happened_at),
}


def promise(clock: Clock, calendar: WorkCalendar) -> Promise:
    """The two dates of a clock under a calendar."""
    limit, later = parse_limit(clock.limit), _since_extension(clock)
    stops = [stop for stop in clock.stops if stop not in later]
    decree_stops = [stop for stop in stops if stop.begins >= clock.started_at]
    decree = due(clock.started_at, limit, calendar, pauses=decree_stops)
    index = due(clock.accepted_at, limit, calendar, pauses=(*clock.pauses, *stops))
    due_at, index_due_at = decree.due_at, index.due_at
    trace, index_trace = list(decree.trace), list(index.trace)
    if clock.started_at != clock.accepted_at:
        trace.insert(0, _restart_note(clock.started_at))
    changes = [_case_note(before, after) for before, after in _changes(clock)]
    trace, index_trace = changes + trace, changes + index_trace
    if clock.extended_to and clock.extended_at:
        due_at = _kept_open(clock.extended_to, calendar)
        entries = [_extension_note(due_at)]
        if later:
            moved = put_off(due_at, clock.extended_at, calendar, later)
            due_at, entries = moved.due_at, [*entries, *moved.trace]
        index_due_at = due_at
        trace += entries
        index_trace += entries
    return Promise(due_at, index_due_at, trace, index_trace)


def _since_extension(clock: Clock) -> tuple[Pause, ...]:
    """Stops that move a date promised anew; those before it are in that date already."""
    if clock.extended_at is None:
        return ()
    return tuple(stop for stop in clock.stops if stop.begins >= clock.extended_at)


def _kept_open(promised: datetime, calendar: WorkCalendar) -> datetime:
    """The date promised, unless a calendar changed later closes that minute."""
    return promised if is_within_hours(promised, calendar) else next_opening(promised, calendar)


def _changes(clock: Clock) -> Iterable[tuple[Replaced, str]]:
    """Each limit that was replaced, with the one that came after it."""
    limits = [before.limit for before in clock.replaced[1:]] + [clock.limit]
    return zip(clock.replaced, limits, strict=False)


def _case_note(before: Replaced, limit: str) -> dict[str, Any]:
    """Why the date is another: what was promised before stays to be read."""
    old, new = parse_limit(before.limit).describe(), parse_limit(limit).describe()
    return {
        "kind": "case",
        "at": before.at.isoformat(),
        "text": f"Đổi trường hợp của thủ tục lúc {_clock(before.at)}: thời hạn {new} thay cho {old}, tính từ khi"
        f" tiếp nhận; ngày hẹn trước đó là {_clock(before.due_at)}",
        "law": "NĐ 118/2025, Điều 17",
    }


def _clock(at: datetime) -> str:
    return f"{at.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}"


def _restart_note(at: datetime) -> dict[str, Any]:
    return {
        "kind": "restart",
        "at": at.isoformat(),
        "text": "Đã nhận đủ giấy tờ bổ sung, thời hạn được tính lại từ đầu",
        "law": "NĐ 118/2025, Điều 19.5",
    }


def _extension_note(to: datetime) -> dict[str, Any]:
    return {
        "kind": "extension",
        "at": to.isoformat(),
        "text": "Được hẹn lại một lần kèm văn bản xin lỗi",
        "law": "NĐ 118/2025, Điều 19.6",
    }
