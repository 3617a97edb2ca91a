"""Facts of joint procedures: which procedures belong together (`joint:<lead>`), and the parts of a dossier
(`parts:<whole>`)."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.events.facts import fact


@fact("joint.linked")
@dataclass(frozen=True, kw_only=True)
class ProcedureLinked:
    """Đưa thủ tục vào nhóm liên thông."""

    link_id: int
    step: str
    procedure_id: int
    valid_from: str


@fact("joint.unlinked")
@dataclass(frozen=True, kw_only=True)
class ProcedureUnlinked:
    """Đưa thủ tục ra khỏi nhóm liên thông."""

    link_id: int
    valid_to: str


@fact("joint.part_opened")
@dataclass(frozen=True, kw_only=True)
class PartOpened:
    """Lập hồ sơ thành phần tại cơ quan liên thông."""

    dossier_id: int
    spot: int
    step: str
    agency_id: int
    is_counted: bool


@fact("joint.part_ended")
@dataclass(frozen=True, kw_only=True)
class PartEnded:
    """Hồ sơ thành phần đã xong."""

    dossier_id: int
    outcome: str
