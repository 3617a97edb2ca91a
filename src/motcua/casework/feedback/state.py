"""The state of a feedback as a fold over its events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from motcua.casework.feedback.choices import Act, State
from motcua.casework.feedback.rules import MOVES


@dataclass(frozen=True)
class FeedbackState:
    """Every column that follows from the log."""

    feedback_class: str = ""
    channel: str = ""
    state: str = ""
    agency_id: int | None = None
    handler_id: int | None = None
    received_at: datetime | None = None
    clock_from: datetime | None = None
    send_back_by: datetime | None = None
    ask_by: datetime | None = None
    resolve_by: datetime | None = None
    publish_by: datetime | None = None
    asked_at: datetime | None = None
    resolved_at: datetime | None = None
    ended_at: datetime | None = None
    transfers: int = 0
    return_reason: str = ""
    liking: str = ""
    fault: str = ""
    apologise_by: datetime | None = None
    apologised_at: datetime | None = None


COLUMNS = tuple(field.name for field in fields(FeedbackState))


def fold(events: Iterable[Any]) -> FeedbackState:
    """The state after all events."""
    state = FeedbackState()
    for event in events:
        state = after(state, event.kind, event.facts, event.happened_at, event.actor_id)
    return state


def after(
    state: FeedbackState, kind: str, facts: dict[str, Any], at: datetime, actor_id: int | None
) -> FeedbackState:
    """The state after one more event."""
    if kind == "feedback.received":
        begun = _clocked(state, facts, at)
        return replace(
            begun,
            feedback_class=facts["feedback_class"],
            channel=facts["channel"],
            state=State.RECEIVED.value,
            received_at=at,
        )
    if kind == "feedback.moved":
        return _moved(state, facts, at, actor_id)
    if kind == "feedback.apologised":
        return replace(state, apologised_at=at)
    if kind == "feedback.liked":
        return replace(state, liking=facts["liking"])
    return state


def _moved(state: FeedbackState, facts: dict[str, Any], at: datetime, actor_id: int | None) -> FeedbackState:
    act = Act(facts["act"])
    moved = replace(state, state=MOVES[act][1].value)
    if act is Act.TRANSFER:
        moved = replace(_clocked(moved, facts, at), handler_id=None, asked_at=None)
        return replace(moved, transfers=state.transfers + 1)
    if act is Act.TAKE_UP:
        return replace(moved, handler_id=actor_id)
    if act is Act.ASK:
        return replace(moved, asked_at=at)
    if act is Act.SUPPLEMENT:
        return replace(moved, resolve_by=_instant(facts["resolve_by"]), asked_at=None)
    if act is Act.RESOLVE:
        owed = {"fault": facts.get("fault", ""), "apologise_by": _instant(facts.get("apologise_by", ""))}
        return replace(moved, resolved_at=at, publish_by=_instant(facts["publish_by"]), **owed)
    return replace(moved, ended_at=at, return_reason=facts["reason"])


def _clocked(state: FeedbackState, facts: dict[str, Any], at: datetime) -> FeedbackState:
    return replace(
        state,
        agency_id=facts["to_agency_id"],
        clock_from=at,
        send_back_by=_instant(facts["send_back_by"]),
        ask_by=_instant(facts["ask_by"]),
        resolve_by=_instant(facts["resolve_by"]),
    )


def _instant(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
