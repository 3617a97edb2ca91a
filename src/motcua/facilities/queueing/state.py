"""The state of a visit as its log makes it: a pure fold over events.

Actions use `apply` to write the rows and `audit verify` uses it to replay them, so a row can never
say what the log does not. Periods follow from the states before and after each event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Protocol

from motcua.facilities.queueing.choices import Channel, State


class Stated(Protocol):
    """What `apply` needs of an event."""

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


@dataclass(frozen=True)
class RequestState:
    """Every column of a `ServiceRequest` that follows from the log."""

    place: int
    label: str
    group_id: int
    procedure_id: int | None
    priority: str
    rank: int
    state: str
    since: datetime
    first_arrival_at: datetime
    line_at: datetime
    appointment_at: datetime | None = None
    returned_at: datetime | None = None
    behind_id: int | None = None
    for_counter_id: int | None = None
    counter_id: int | None = None
    officer_id: int | None = None
    called_at: datetime | None = None
    last_call_at: datetime | None = None
    calls: int = 0
    is_preferred: bool = False
    passed: int = 0
    reason: str = ""
    is_near_told: bool = False
    started_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True)
class VisitState:
    """Every column of a `Visit` that follows from the log, and its requests by place."""

    hall_id: int = 0
    agency_id: int = 0
    day: date | None = None
    channel: str = ""
    letter: str = ""
    number: int = 0
    came_at: datetime | None = None
    appointment_id: int | None = None
    is_followed: bool = False
    ended_at: datetime | None = None
    requests: tuple[RequestState, ...] = ()

    def request(self, place: int) -> RequestState:
        return self.requests[place - 1]


@dataclass(frozen=True)
class Stretch:
    """One `Period` as the log makes it."""

    place: int
    group_id: int
    state: str
    from_at: datetime
    counter_id: int | None
    officer_id: int | None
    is_preferred: bool
    passed: int
    reason: str
    to_at: datetime | None = None


def instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def apply(state: VisitState, event: Stated) -> VisitState:
    """The state after one more event; facts that move nobody leave it as it is."""
    change = _CHANGES.get(event.kind)
    return change(state, event) if change else state


def replay(events: Iterable[Stated]) -> VisitState:
    """The state after all events, oldest first."""
    state = VisitState()
    for event in events:
        state = apply(state, event)
    return state


def stretches(events: Iterable[Stated]) -> list[Stretch]:
    """All periods of a visit, in the order in which they began."""
    state = VisitState()
    found: list[Stretch] = []
    for event in events:
        after = apply(state, event)
        for place, begun in begun_by(state, after):
            found = [
                replace(one, to_at=begun.from_at) if one.place == place and one.to_at is None else one
                for one in found
            ]
            found.append(begun)
        state = after
    return found


def begun_by(before: VisitState, after: VisitState) -> Iterator[tuple[int, Stretch]]:
    """Places whose state changed, and the period that began there."""
    was = {one.place: (one.state, one.since) for one in before.requests}
    for one in after.requests:
        if was.get(one.place) != (one.state, one.since):
            yield (
                one.place,
                Stretch(
                    place=one.place,
                    group_id=one.group_id,
                    state=one.state,
                    from_at=one.since,
                    counter_id=one.counter_id,
                    officer_id=one.officer_id,
                    is_preferred=one.is_preferred and one.state == State.CALLED,
                    passed=one.passed if one.state == State.CALLED else 0,
                    reason=one.reason,
                ),
            )


def _new_request(said: dict[str, Any], state: str, at: datetime) -> RequestState:
    arrived = instant(said["first_arrival_at"]) or at
    return RequestState(
        place=said["place"],
        label=said["label"],
        group_id=said["group_id"],
        procedure_id=said["procedure_id"],
        priority=said["priority"],
        rank=said["rank"],
        state=state,
        since=at,
        first_arrival_at=arrived,
        line_at=arrived,
        appointment_at=instant(said.get("appointment_at")),
    )


def _issued(state: VisitState, event: Stated) -> VisitState:
    f = event.facts
    return VisitState(
        hall_id=f["hall_id"],
        agency_id=event.agency_id or 0,
        day=date.fromisoformat(f["day"]),
        channel=f["channel"],
        letter=f["letter"],
        number=f["number"],
        came_at=event.happened_at,
        appointment_id=f["appointment_id"],
        requests=(_new_request(f["request"], State.ISSUING.value, event.happened_at),),
    )


def _quick_served(state: VisitState, event: Stated) -> VisitState:
    f, at = event.facts, event.happened_at
    served = replace(
        _new_request(f["request"], State.SERVING.value, at),
        counter_id=f["counter_id"],
        officer_id=event.actor_id,
        started_at=at,
    )
    return VisitState(
        hall_id=f["hall_id"],
        agency_id=event.agency_id or 0,
        day=date.fromisoformat(f["day"]),
        channel=Channel.QUICK.value,
        came_at=at,
        requests=(served,),
    )


def _procedure_added(state: VisitState, event: Stated) -> VisitState:
    busy = any(one.ended_at is None for one in state.requests)
    begins = State.LATER.value if busy else State.WAITING.value
    added = _new_request(event.facts["request"], begins, event.happened_at)
    return replace(state, requests=(*state.requests, added), ended_at=None)


def _moved(to: State, **changes: Any) -> Callable[[VisitState, Stated], VisitState]:
    """A fact that brings one request of the visit into a state."""

    def change(state: VisitState, event: Stated) -> VisitState:
        return _into(state, event, event.facts.get("place", 1), to=to, **changes)

    return change


_IDLE = {"counter_id": None, "officer_id": None}


def _into(state: VisitState, event: Stated, place: int, *, to: State, **changes: Any) -> VisitState:
    now = replace(state.request(place), state=to.value, since=event.happened_at, **changes)
    return _with(state, now)


def _with(state: VisitState, one: RequestState) -> VisitState:
    rows = state.requests
    return replace(state, requests=(*rows[: one.place - 1], one, *rows[one.place :]))


def _confirmed(state: VisitState, event: Stated) -> VisitState:
    return _into(state, event, 1, to=State.WAITING)


def _voided(state: VisitState, event: Stated) -> VisitState:
    at = event.happened_at
    return replace(_into(state, event, 1, to=State.VOID, ended_at=at), ended_at=at)


def _called(state: VisitState, event: Stated) -> VisitState:
    f, at = event.facts, event.happened_at
    return _into(
        state, event, f["place"], to=State.CALLED,
        counter_id=f["counter_id"], officer_id=event.actor_id, called_at=at, last_call_at=at, calls=1,
        is_preferred=f["is_preferred"], passed=f["passed"], reason=f["reason"],
        returned_at=None, behind_id=None,
    )  # fmt: skip


def _recalled(state: VisitState, event: Stated) -> VisitState:
    one = state.request(event.facts["place"])
    return _with(state, replace(one, calls=one.calls + 1, last_call_at=event.happened_at))


def _started(state: VisitState, event: Stated) -> VisitState:
    f = event.facts
    return _into(
        state, event, f["place"], to=State.SERVING,
        counter_id=f["counter_id"], officer_id=event.actor_id, started_at=event.happened_at,
        for_counter_id=None,
    )  # fmt: skip


def _resumed(state: VisitState, event: Stated) -> VisitState:
    f = event.facts
    return _into(
        state, event, f["place"], to=State.SERVING,
        counter_id=f["counter_id"], officer_id=event.actor_id,
    )  # fmt: skip


def _transferred(state: VisitState, event: Stated) -> VisitState:
    f = event.facts
    return _into(
        state, event, f["place"], to=State.WAITING,
        group_id=f["group_id"], for_counter_id=f["for_counter_id"], calls=0, is_near_told=False,
        is_preferred=False, passed=0, reason="", returned_at=None, behind_id=None, **_IDLE,
    )  # fmt: skip


def _returned(state: VisitState, event: Stated) -> VisitState:
    f, at = event.facts, event.happened_at
    if f["is_in_time"]:
        return _into(
            state, event, f["place"], to=State.WAITING,
            returned_at=at, behind_id=f["behind_id"], calls=0,
        )  # fmt: skip
    return _into(state, event, f["place"], to=State.WAITING, line_at=at, calls=0, rank=0, appointment_at=None)


def _finished(state: VisitState, event: Stated) -> VisitState:
    after = _into(state, event, event.facts["place"], to=State.DONE, ended_at=event.happened_at, reason="")
    return _settled(after, event)


def _left(state: VisitState, event: Stated) -> VisitState:
    f, at = event.facts, event.happened_at
    after = _into(state, event, f["place"], to=State.LEFT, ended_at=at, reason=f["reason"])
    return _settled(after, event)


def _restored(state: VisitState, event: Stated) -> VisitState:
    f = event.facts
    after = _into(state, event, f["place"], to=State(f["state"]), ended_at=None, reason="")
    return replace(after, ended_at=None)


def _settled(state: VisitState, event: Stated) -> VisitState:
    """What else the visitor came for is their turn now; the visit ends with its last request."""
    if all(one.ended_at for one in state.requests):
        return replace(state, ended_at=event.happened_at)
    idle = {State.LATER.value}
    if {one.state for one in state.requests if not one.ended_at} <= idle:
        following = next(one for one in state.requests if one.state == State.LATER)
        return _with(state, replace(following, state=State.WAITING.value, since=event.happened_at))
    return state


def _reopened(state: VisitState, event: Stated) -> VisitState:
    """Served again as before; what had come forward in the meantime waits behind it once more."""
    f, at = event.facts, event.happened_at
    for one in state.requests:
        if one.place != f["place"] and one.state == State.WAITING:
            state = _with(state, replace(one, state=State.LATER.value, since=at))
    after = _into(
        state, event, f["place"], to=State.SERVING,
        counter_id=f["counter_id"], officer_id=event.actor_id, ended_at=None, reason="",
        started_at=state.request(f["place"]).started_at or at,
    )  # fmt: skip
    return replace(after, ended_at=None)


def _followed(state: VisitState, event: Stated) -> VisitState:
    return replace(state, is_followed=True)


def _near(state: VisitState, event: Stated) -> VisitState:
    return _with(state, replace(state.request(event.facts["place"]), is_near_told=True))


_CHANGES: dict[str, Callable[[VisitState, Stated], VisitState]] = {
    "queueing.issued": _issued,
    "queueing.quick_served": _quick_served,
    "queueing.confirmed": _confirmed,
    "queueing.voided": _voided,
    "queueing.procedure_added": _procedure_added,
    "queueing.called": _called,
    "queueing.recalled": _recalled,
    "queueing.put_back": _moved(State.WAITING, calls=0, is_preferred=False, passed=0, reason="", **_IDLE),
    "queueing.coming": _moved(State.WALKING),
    "queueing.serving_started": _started,
    "queueing.held": _moved(State.HELD, **_IDLE),
    "queueing.resumed": _resumed,
    "queueing.transferred": _transferred,
    "queueing.missed": _moved(State.MISSED, reason="", **_IDLE),
    "queueing.returned": _returned,
    "queueing.finished": _finished,
    "queueing.left": _left,
    "queueing.restored": _restored,
    "queueing.reopened": _reopened,
    "queueing.followed": _followed,
    "queueing.turn_near": _near,
}
