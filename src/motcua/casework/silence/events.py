"""The facts of an opinion that stays out. They are facts of the dossier and move nothing of it."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.directory.staff.acting import OfficersAct
from motcua.kernel.events.facts import fact


@fact("silence.limit_passed")
@dataclass(frozen=True, kw_only=True)
class LimitPassed:
    """Hết hạn trả lời mà cơ quan được hỏi chưa trả lời; không trả lời không phải là đồng ý."""

    spot: int
    asked_agency_id: int
    answer_by: str


@fact("silence.one_stop_told")
@dataclass(frozen=True, kw_only=True)
class OneStopTold(OfficersAct):
    """Báo Bộ phận Một cửa việc cơ quan được hỏi chưa trả lời."""

    spot: int
    asked_agency_id: int
    answer_by: str
