"""The state of a dialogue as a fold over its events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from motcua.casework.dialogue.choices import State

_STATES = {
    "dialogue.announced": State.ANNOUNCED,
    "dialogue.held": State.HELD,
    "dialogue.cancelled": State.CANCELLED,
}


@dataclass(frozen=True)
class PromiseState:
    """`role` or `officer_id`: who of the owning agency sees to it; neither means its head."""

    owner_id: int
    due_on: date
    kept_on: date | None = None
    role: str = ""
    officer_id: int | None = None


@dataclass(frozen=True)
class DialogueState:
    """Every column that follows from the log; questions say whether everybody reads them."""

    agency_id: int | None = None
    state: str = ""
    held_on: date | None = None
    is_announced: bool = False
    questions: dict[int, bool] = field(default_factory=dict)
    promises: dict[int, PromiseState] = field(default_factory=dict)


def fold(events: Iterable[Any]) -> DialogueState:
    """The state after all events."""
    state = DialogueState()
    for event in events:
        state = after(state, event.kind, event.facts)
    return state


def after(state: DialogueState, kind: str, facts: dict[str, Any]) -> DialogueState:
    """The state after one more event."""
    if kind == "dialogue.planned":
        return replace(
            state,
            agency_id=facts["of_agency_id"],
            state=State.PLANNED.value,
            held_on=date.fromisoformat(facts["held_on"]),
        )
    if kind in _STATES:
        known = state.is_announced or kind == "dialogue.announced"
        return replace(state, state=_STATES[kind].value, is_announced=known)
    if kind == "dialogue.postponed":
        return replace(state, held_on=date.fromisoformat(facts["held_on"]))
    number = facts["number"]
    if kind in ("dialogue.asked", "dialogue.answered"):
        return replace(state, questions=state.questions | {number: kind == "dialogue.answered"})
    return replace(state, promises=state.promises | {number: _promise(state, facts)})


def _promise(state: DialogueState, facts: dict[str, Any]) -> PromiseState:
    if "officer_id" in facts:
        return replace(state.promises[facts["number"]], role=facts["role"], officer_id=facts["officer_id"])
    if "kept_on" in facts:
        return replace(state.promises[facts["number"]], kept_on=date.fromisoformat(facts["kept_on"]))
    return PromiseState(facts["owner_id"], date.fromisoformat(facts["due_on"]))
