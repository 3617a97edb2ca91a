"""A hall as its log makes it: a pure fold, for actions and for `audit verify`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Protocol


class Stated(Protocol):
    """What `apply` needs of an event."""

    @property
    def kind(self) -> str: ...

    @property
    def agency_id(self) -> int | None: ...

    @property
    def happened_at(self) -> datetime: ...

    @property
    def facts(self) -> dict[str, Any]: ...

    @property
    def statements(self) -> dict[str, str]: ...


def instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


@dataclass(frozen=True)
class GroupState:
    """Columns of a `Group`."""

    letter: str
    name: str
    minutes: int
    sectors: tuple[str, ...]
    procedures: tuple[str, ...]
    is_closed: bool


@dataclass(frozen=True)
class CounterState:
    """Columns of a `HallCounter`."""

    group_ids: tuple[int, ...] = ()
    plan: tuple[Any, ...] = ()
    is_open: bool | None = None
    until: datetime | None = None
    officer_id: int | None = None
    taken_at: datetime | None = None
    help_at: datetime | None = None


@dataclass(frozen=True)
class HallState:
    """Columns of a `Hall`, its groups and its counters by id."""

    one_stop_id: int = 0
    service_point_id: int | None = None
    agency_id: int | None = None
    opened_at: datetime | None = None
    rules_versions: tuple[dict[str, Any], ...] = ()
    paused_at: datetime | None = None
    notices: tuple[dict[str, str], ...] = ()
    closed_day: date | None = None
    groups: Mapping[int, GroupState] = field(default_factory=dict)
    counters: Mapping[int, CounterState] = field(default_factory=dict)


def replay(events: Iterable[Stated]) -> HallState:
    """The hall after all events, oldest first."""
    state = HallState()
    for event in events:
        state = apply(state, event)
    return state


def apply(state: HallState, event: Stated) -> HallState:
    """The hall after one more event."""
    change = _CHANGES.get(event.kind)
    return change(state, event) if change else state


def _opened(state: HallState, event: Stated) -> HallState:
    f = event.facts
    return replace(
        state,
        one_stop_id=f["one_stop_id"],
        service_point_id=f["service_point_id"],
        agency_id=event.agency_id,
        opened_at=event.happened_at,
        counters={pk: CounterState() for pk in f["counter_ids"]},
    )


def _rules(state: HallState, event: Stated) -> HallState:
    """Versions stand in the order of their days; of two for one day the later one holds."""
    versions = sorted(
        (*state.rules_versions, dict(event.facts)), key=lambda one: (one["valid_from"], one["number"])
    )
    return replace(state, rules_versions=tuple(versions))


def _group(state: HallState, event: Stated) -> HallState:
    f = event.facts
    saved = GroupState(
        f["letter"], f["name"], f["minutes"], tuple(f["sectors"]), tuple(f["procedures"]), f["is_closed"]
    )
    return replace(state, groups={**state.groups, f["group_id"]: saved})


def _counter(state: HallState, event: Stated, **changes: Any) -> HallState:
    pk = event.facts["counter_id"]
    now = replace(state.counters.get(pk, CounterState()), **changes)
    return replace(state, counters={**state.counters, pk: now})


def _planned(state: HallState, event: Stated) -> HallState:
    f = event.facts
    plan = tuple(tuple(tuple(pair) for pair in day) for day in f["plan"])
    return _counter(state, event, group_ids=tuple(f["group_ids"]), plan=plan)


def _switched(state: HallState, event: Stated) -> HallState:
    f = event.facts
    return _counter(state, event, is_open=f["is_open"], until=instant(f["until"]))


def _taken(state: HallState, event: Stated) -> HallState:
    return _counter(state, event, officer_id=event.facts["officer_id"], taken_at=event.happened_at)


def _left(state: HallState, event: Stated) -> HallState:
    return _counter(state, event, officer_id=None, taken_at=None, help_at=None)


def _help_asked(state: HallState, event: Stated) -> HallState:
    return _counter(state, event, help_at=event.happened_at)


def _help_given(state: HallState, event: Stated) -> HallState:
    return _counter(state, event, help_at=None)


def _paused(state: HallState, event: Stated) -> HallState:
    return replace(state, paused_at=event.happened_at)


def _resumed(state: HallState, event: Stated) -> HallState:
    return replace(state, paused_at=None)


def _noticed(state: HallState, event: Stated) -> HallState:
    """The statement the event covers holds the words."""
    posted = [{"id": pk, "until": event.facts["until"]} for pk in event.statements]
    return replace(state, notices=(*state.notices, *posted))


def _unnoticed(state: HallState, event: Stated) -> HallState:
    kept = tuple(one for one in state.notices if one["id"] != event.facts["notice_id"])
    return replace(state, notices=kept)


def _day_closed(state: HallState, event: Stated) -> HallState:
    """What is left over of an earlier day does not open today again."""
    day = date.fromisoformat(event.facts["day"])
    return replace(state, closed_day=max(day, state.closed_day or day))


def _day_reopened(state: HallState, event: Stated) -> HallState:
    return replace(state, closed_day=None)


_CHANGES: dict[str, Callable[[HallState, Stated], HallState]] = {
    "halls.hall_opened": _opened,
    "halls.rules_published": _rules,
    "halls.group_saved": _group,
    "halls.counter_planned": _planned,
    "halls.counter_switched": _switched,
    "halls.counter_taken": _taken,
    "halls.counter_left": _left,
    "halls.help_asked": _help_asked,
    "halls.help_given": _help_given,
    "halls.issuing_paused": _paused,
    "halls.issuing_resumed": _resumed,
    "halls.notice_posted": _noticed,
    "halls.notice_withdrawn": _unnoticed,
    "halls.day_closed": _day_closed,
    "halls.day_reopened": _day_reopened,
}
