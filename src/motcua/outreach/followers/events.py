"""What the log keeps of people told: ids and codes, no address, no words."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.events.facts import fact


@fact("followers.told")
@dataclass(frozen=True, kw_only=True)
class FollowerTold:
    """Đã nhắn cho người theo dõi."""

    about: str
    way: str
