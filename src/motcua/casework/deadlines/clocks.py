"""What a dossier promises: due date and index date from its events, with the trace.

`promise` is pure: ordered clock facts and a calendar give two instants. Law: NĐ 118/2025,
Điều 17.3 (starts at acceptance, whatever the case was first taken for), Điều 19.5 (counted again after a supplement), Điều 19.6
(one extension). The service index 766 subtracts the supplement instead of starting again;
its date is `index_due_at`, kept for statistics and never printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from motcua.kernel.calendar import WorkCalendar, due, is_within_hours, next_opening, parse_limit
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
class Clock:
    """Everything the two dates depend on.

    `accepted_at` starts the index's clock, `started_at` the decree's (the last complete
    supplement); `pauses` are the waits for the applicant, subtracted by the index alone;
    `stops` those in which the law lets both clocks stand. `replaced` are limits that no longer count.
    """

    limit: str
    accepted_at: datetime
    started_at: datetime
    pauses: tuple[tuple[datetime, datetime], ...] = ()
    extended_to: datetime | None = None
    stops: tuple[tuple[datetime, datetime], ...] = ()
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
        elif event.kind == "dossiers.extended":
            clock, calendar = replace(clock, extended_to=instant(facts["due_at"])), facts["calendar"]
        elif event.kind == "dossiers.due_recomputed":
            calendar = facts["calendar"]
        elif event.kind == "dossiers.case_changed":
            before = Replaced(
                event.happened_at, facts["previous_limit"], datetime.fromisoformat(facts["previous_due_at"])
            )
            clock, calendar = recased(clock, facts["limit"], before), facts["calendar"]
    return (clock, calendar) if clock else None


def restarted(clock: Clock, asked_at: datetime, answered_at: datetime) -> Clock:
    """The clock once a supplement is complete: an extension given before it is used up with the old date."""
    pauses = (*clock.pauses, (asked_at, answered_at))
    return Clock(clock.limit, clock.accepted_at, answered_at, pauses, replaced=clock.replaced)


def recased(clock: Clock, limit: str, before: Replaced) -> Clock:
    """The clock under the limit of another case: it began when it began."""
    return replace(clock, limit=limit, replaced=(*clock.replaced, before))


def stopped(clock: Clock, asked_at: datetime | None, paid_at: datetime) -> Clock:
    """The clock after a financial obligation: the wait counts for nobody where the law says so."""
    return replace(clock, stops=(*clock.stops, (asked_at, paid_at))) if asked_at else clock


def promise(clock: Clock, calendar: WorkCalendar) -> Promise:
    """The two dates of a clock under a calendar."""
    limit = parse_limit(clock.limit)
    counted = [stop for stop in clock.stops if stop[0] >= clock.started_at]
    decree = due(clock.started_at, limit, calendar, pauses=counted)
    index = due(clock.accepted_at, limit, calendar, pauses=(*clock.pauses, *clock.stops))
    due_at, index_due_at = decree.due_at, index.due_at
    trace, index_trace = list(decree.trace), list(index.trace)
    if clock.started_at != clock.accepted_at:
        trace.insert(0, _restart_note(clock.started_at))
    changes = [_case_note(before, after) for before, after in _changes(clock)]
    trace, index_trace = changes + trace, changes + index_trace
    if clock.extended_to:
        due_at = index_due_at = _kept_open(clock.extended_to, calendar)
        if clock.stops:  # one after the extension may lead beyond the date it gave
            due_at, index_due_at = max(due_at, decree.due_at), max(due_at, index.due_at)
        trace.append(_extension_note(due_at))
        index_trace.append(_extension_note(due_at))
    return Promise(due_at, index_due_at, trace, index_trace)


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
