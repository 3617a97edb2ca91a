"""What the log keeps of people told about a dialogue: ids and codes, no address, no words."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.events.facts import fact


@fact("askers.told")
@dataclass(frozen=True, kw_only=True)
class AskerTold:
    """Đã báo cho người gửi câu hỏi đối thoại."""

    notice_id: int
    about: str
    way: str
