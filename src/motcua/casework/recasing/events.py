"""The fact of a case put right. It is a fact of the dossier, whose state and clock fold over it."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.events.facts import fact


@fact("dossiers.case_changed")
@dataclass(frozen=True, kw_only=True)
class CaseChanged:
    """Đổi trường hợp của thủ tục; giấy tờ, phí và ngày hẹn được xác định lại."""

    previous_case_id: int | None
    procedure_case_id: int
    components: tuple[dict, ...]
    missing: tuple[int, ...]
    fees: tuple[dict, ...]
    fee_difference_vnd: int
    previous_limit: str
    limit: str
    calendar: dict
    previous_due_at: str
    due_at: str
    index_due_at: str
