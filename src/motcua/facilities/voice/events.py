"""Facts about the voice of a one-stop."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.events.facts import fact


@fact("voice.clip_recorded")
@dataclass(frozen=True, kw_only=True)
class ClipRecorded:
    """Một đoạn gọi số được thay bằng bản ghi của đơn vị."""

    recording_id: int
    clip: str
    sha256: str


@fact("voice.clip_reverted")
@dataclass(frozen=True, kw_only=True)
class ClipReverted:
    """Một đoạn gọi số trở về giọng của máy."""

    recording_id: int
    clip: str
