"""The facts of opinions asked of other agencies, beside the way of the dossier itself."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.casework.dossiers.events import OfficersAct
from motcua.kernel.events.facts import fact


@fact("dossiers.consulted")
@dataclass(frozen=True, kw_only=True)
class OpinionAsked(OfficersAct):
    """Lấy ý kiến cơ quan phối hợp."""

    asked_agency_id: int
    answer_by: str
    spot: int
    run: dict


@fact("dossiers.consultation_answered")
@dataclass(frozen=True, kw_only=True)
class OpinionGiven(OfficersAct):
    """Cơ quan phối hợp trả lời ý kiến."""

    spot: int
    timeliness: str
    run: dict


@fact("dossiers.opinion_lapsed")
@dataclass(frozen=True, kw_only=True)
class OpinionLapsed:
    """Hết chờ ý kiến phối hợp vì đã có kết quả; không trả lời không phải là đồng ý."""

    spot: int
    asked_agency_id: int
    is_overdue: bool
    run: dict
