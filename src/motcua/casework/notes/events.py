"""What is said among colleagues, as the log keeps it: ids only, no words."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.events.facts import fact


@fact("notes.written")
@dataclass(frozen=True, kw_only=True)
class NoteWritten:
    """Ghi chú nội bộ về hồ sơ."""

    note_id: int
    mentioned: tuple[int, ...] = ()


@fact("notes.seen")
@dataclass(frozen=True, kw_only=True)
class MentionSeen:
    """Đã xem ghi chú có nhắc tên."""

    note_id: int


@fact("notes.erased")
@dataclass(frozen=True, kw_only=True)
class NoteErased:
    """Xóa nội dung ghi chú theo quy định về dữ liệu cá nhân."""

    note_id: int
