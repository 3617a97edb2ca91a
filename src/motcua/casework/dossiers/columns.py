"""The columns of a dossier that follow from its log, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.casework.dossiers.choices import NATIONAL


@dataclass(frozen=True)
class DossierState:
    """Every column of `Dossier` that follows from the log."""

    status: str = ""
    barcode: str = ""
    code: str | None = None
    procedure_version_id: int | None = None
    procedure_case_id: int | None = None
    intake_channel: int = 1
    delivery_choice: str = "counter"
    support_point_id: int | None = None
    receiving_agency_id: int | None = None
    competent_agency_id: int | None = None
    process_version_id: int | None = None
    process_run_id: int | None = None
    step: str = ""
    step_since: datetime | None = None
    step_due_at: datetime | None = None
    holder_role: str = ""
    holder_agency_id: int | None = None
    holder_officer_id: int | None = None
    drafted_at: datetime | None = None
    accepted_at: datetime | None = None
    due_at: datetime | None = None
    index_due_at: datetime | None = None
    answer_by: datetime | None = None
    resolved_at: datetime | None = None
    delivered_at: datetime | None = None
    ended_at: datetime | None = None
    supplement_count: int = 0
    is_extended: bool = False
    apology_count: int = 0
    correction: str = ""
    correct_by: datetime | None = None
    correction_count: int = 0
    late_correction_count: int = 0
    pin_serial: int = 0
    clock_stopped_at: datetime | None = None

    @property
    def national_status(self) -> int:
        return NATIONAL[self.status].value

    def columns(self) -> dict[str, Any]:
        """Column values, the national status with them."""
        return vars(self) | {"national_status": self.national_status}
