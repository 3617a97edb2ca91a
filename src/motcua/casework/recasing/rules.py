"""Whether somebody has taken a dossier on, and which papers go along into another case: on values alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from motcua.kernel.text import fold

COUNTER = "intake_officer"
# What somebody does who works on a dossier; at the counter's own step it is still the counter's.
_WORK = frozenset(
    (
        "dossiers.assigned",
        "dossiers.consulted",
        "dossiers.payment_asked",
        "dossiers.supplement_requested",
        "dossiers.taken_over",
    )
)
# What nobody does before having looked into a dossier.
_DECISIONS = frozenset(
    (
        "dossiers.approved",
        "dossiers.extended",
        "dossiers.refused",
        "dossiers.sent_back",
        "mirroring.state_mirrored",
    )
)


class Happened(Protocol):
    """What is asked of an event here."""

    @property
    def kind(self) -> str: ...

    @property
    def facts(self) -> dict[str, Any]: ...


def taken_on(events: Iterable[Happened]) -> bool:
    """Whether anybody behind the counter has taken the dossier on since its last acceptance.

    Passing it on to a role leaves it open, to an officer by name does not, until that is recalled.
    """
    role, is_taken, is_named = COUNTER, False, False
    for event in events:
        facts, kind = event.facts, event.kind
        at_counter = role == COUNTER
        if kind == "dossiers.accepted":
            role, is_taken, is_named = facts["step_role"], False, False
            continue
        is_taken |= kind in _DECISIONS or (kind in _WORK and not at_counter)
        if kind == "dossiers.handed_over":
            is_taken |= not at_counter
            is_named = facts["to_officer_id"] is not None and facts["to_role"] != COUNTER
        elif kind == "dossiers.recalled":
            is_named = False
        role = facts.get("to_role") or role
    return is_taken or is_named


def carried(known: Mapping[int, str], names: Mapping[int, str], asked: Iterable[int]) -> dict[int, int]:
    """Which paper that is there stands for each paper asked for: itself, else one of the same name.

    `known` are the names of papers that are there, `names` those of all papers asked for now.
    """
    asked = list(asked)
    by_name = {fold(name): pk for pk, name in reversed(list(known.items())) if name and pk not in asked}
    found = {pk: pk if pk in known else by_name.get(fold(names[pk])) for pk in asked}
    return {pk: source for pk, source in found.items() if source is not None}


def fee_differences(
    before: Iterable[Mapping[str, Any]], after: Iterable[Mapping[str, Any]]
) -> dict[str, int]:
    """By kind of fee, what is owed more now; negative where it is paid back, left out where it is the same."""
    found: dict[str, int] = {}
    for sign, fees in ((-1, before), (1, after)):
        for fee in fees:
            found[fee["kind"]] = found.get(fee["kind"], 0) + sign * fee["amount_vnd"]
    return {kind: amount for kind, amount in found.items() if amount}
