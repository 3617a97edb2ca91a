"""Facts about the people of an office: who is away. Lent roles are facts of `agencies`."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.events.facts import fact


@fact("staff.absence_entered")
@dataclass(frozen=True, kw_only=True)
class AbsenceEntered:
    """Cán bộ báo vắng mặt."""

    absence_id: int
    officer_id: int
    substitute_id: int | None
    valid_from: str
    valid_to: str
    reason: str


@fact("staff.absence_ended")
@dataclass(frozen=True, kw_only=True)
class AbsenceEnded:
    """Cán bộ trở lại làm việc trước hạn, hoặc thôi vắng mặt."""

    absence_id: int
    valid_to: str
