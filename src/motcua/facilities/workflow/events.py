from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.events.facts import fact


@fact("workflow.process_published")
@dataclass(frozen=True, kw_only=True)
class ProcessPublished:
    """Ban hành phiên bản quy trình theo danh sách bước (trước khi có bản vẽ)."""

    process_code: str
    number: int
    valid_from: str
    steps: tuple[dict, ...]


@fact("workflow.version_published")
@dataclass(frozen=True, kw_only=True)
class VersionPublished:
    """Ban hành bản vẽ quy trình."""

    process_code: str
    number: int
    valid_from: str
    sha256: str
    decision: str


@fact("workflow.version_withdrawn")
@dataclass(frozen=True, kw_only=True)
class VersionWithdrawn:
    """Ngừng áp dụng một phiên bản quy trình cho hồ sơ mới."""

    process_code: str
    number: int


@fact("workflow.process_assigned")
@dataclass(frozen=True, kw_only=True)
class ProcessAssigned:
    """Áp dụng quy trình cho một thủ tục tại cơ quan."""

    process_code: str
    procedure_id: int
    valid_from: str
