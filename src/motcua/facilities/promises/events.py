"""What a visitor was told of their wait."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.events.facts import fact


@fact("promises.wait_promised")
@dataclass(frozen=True, kw_only=True)
class WaitPromised:
    """Khoảng chờ được báo cho một số."""

    visit_id: int
    group_id: int
    low: int
    high: int
    promised: int
    middle: int
    basis: str
    ahead: int
