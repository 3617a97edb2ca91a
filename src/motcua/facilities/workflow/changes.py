"""What an act changed in a run, as facts hold it; folding the changes gives the tokens. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

from motcua.facilities.bpmn.tokens import Token as Mark


@dataclass(frozen=True, slots=True)
class Spot:
    """Vị trí: a token of the engine with who it waits for, until when. Ids and codes only."""

    number: int
    node: str
    kind: str
    flow: str | None = None
    scope: int | None = None
    host: int | None = None
    item: int | None = None
    step_kind: str = ""
    role: str = ""
    agency_id: int | None = None
    officer_id: int | None = None
    since: datetime | None = None
    step_due_at: datetime | None = None
    fires_at: datetime | None = None
    is_held: bool = False

    @property
    def mark(self) -> Mark:
        """The engine's part of it."""
        return Mark(self.number, self.node, self.kind, self.flow, self.scope, self.host, self.item)

    def to_json(self) -> dict[str, Any]:
        """Without what is empty; instants as text."""
        found = {}
        for name in NAMES:
            value = getattr(self, name)
            if value not in (None, "", False):
                found[name] = value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
        return found

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Spot:
        instants = {name: datetime.fromisoformat(data[name]) for name in _INSTANTS if data.get(name)}
        return cls(**{**data, **instants})


NAMES = tuple(field.name for field in fields(Spot))
_INSTANTS = ("since", "step_due_at", "fires_at")

# The kind of a spot that runs beside the drawing, such as an opinion asked of another agency.
ASIDE = "aside"

Spots = dict[int, Spot]


@dataclass(frozen=True, slots=True)
class Change:
    """Thay đổi: spots that go, and spots that come or are now otherwise."""

    removed: tuple[int, ...] = ()
    put: tuple[Spot, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {"removed": list(self.removed), "put": [spot.to_json() for spot in self.put]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Change:
        return cls(tuple(data["removed"]), tuple(Spot.from_json(spot) for spot in data["put"]))

    def applied_to(self, spots: Spots) -> Spots:
        kept = {number: spot for number, spot in spots.items() if number not in self.removed}
        return dict(sorted((kept | {spot.number: spot for spot in self.put}).items()))


def replay(changes: Iterable[Mapping[str, Any]]) -> Spots:
    """The spots after all changes, oldest first."""
    spots: Spots = {}
    for change in changes:
        spots = Change.from_json(change).applied_to(spots)
    return spots


def lead(spots: Spots) -> Spot | None:
    """The spot that speaks for the whole run: the oldest at which a person works, asides left out."""
    ready = [spot for spot in spots.values() if spot.kind == "ready" and not spot.is_held]
    return next((spot for spot in ready if spot.step_kind != ASIDE), ready[0] if ready else None)


def held(spots: Spots, decision: Spot) -> Change:
    """Everything waits for one decision about the run."""
    return Change(put=(*(replace(spot, is_held=True) for spot in spots.values()), decision))


def released(spots: Spots, decision: int) -> Change:
    """The decision lets everything go on."""
    return Change(
        removed=(decision,),
        put=tuple(replace(spot, is_held=False) for spot in spots.values() if spot.number != decision),
    )


def cleared(spots: Spots) -> Change:
    return Change(removed=tuple(spots))
