"""In whose name an act is done: what a fact keeps of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from motcua.directory.agencies.models import Membership


@dataclass(frozen=True)
class OnBehalf:
    """The head whose lent role a delegate acted by, and how the delegate signs (KT., TUQ.).

    Law: NĐ 30/2020, Điều 13.
    """

    officer_id: int
    signs_as: str

    @classmethod
    def by(cls, lent: Membership | None) -> OnBehalf | None:
        """From the lent role that was needed; None for who acts in their own right."""
        if lent is None or lent.lent_by_id is None:
            return None
        return cls(lent.lent_by_id, lent.signs_as)

    @classmethod
    def of(cls, facts: dict[str, Any]) -> OnBehalf | None:
        """As a fact tells it."""
        said = facts.get("on_behalf_of")
        return cls(said["officer_id"], said["signs_as"]) if said else None

    def to_json(self) -> dict[str, Any]:
        return {"officer_id": self.officer_id, "signs_as": self.signs_as}


@dataclass(frozen=True, kw_only=True)
class OfficersAct:
    """What every fact says that an officer's act states: whom the officer acted for, if for another."""

    on_behalf_of: dict | None = None
