"""What an intake officer puts down about an application, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from motcua.casework.dossiers.choices import ComponentKind
from motcua.casework.dossiers.parties import Parties


@dataclass(frozen=True, kw_only=True)
class ComponentEntry:
    """How one required paper was met; `reason` is needed when it does not apply."""

    component_id: int
    kind: str
    quantity: int = 1
    paper_ids: tuple[UUID, ...] = ()
    reason: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "component_id": self.component_id,
            "kind": self.kind,
            "quantity": self.quantity,
            "paper_ids": [str(paper) for paper in self.paper_ids],
        }


@dataclass(frozen=True, kw_only=True)
class FeeEntry:
    """A fee or charge noted at intake, in whole đồng."""

    fee_id: int | None
    kind: str
    amount_vnd: int

    def to_json(self) -> dict[str, Any]:
        return {"fee_id": self.fee_id, "kind": self.kind, "amount_vnd": self.amount_vnd}


@dataclass(frozen=True, kw_only=True)
class Intake:
    """One application as it is handed in."""

    procedure_version_id: int
    procedure_case_id: int | None
    receiving_agency_id: int
    competent_agency_id: int
    parties: Parties
    support_point_id: int | None = None
    intake_channel: int = 1
    delivery_choice: str = "counter"
    components: tuple[ComponentEntry, ...] = ()
    mandate: str = ""
    note: str = ""
    matter: str = ""

    def described(self) -> dict[str, Any]:
        """The fields that drafting and revising both state."""
        return {
            "procedure_version_id": self.procedure_version_id,
            "procedure_case_id": self.procedure_case_id,
            "intake_channel": self.intake_channel,
            "support_point_id": self.support_point_id,
            "competent_agency_id": self.competent_agency_id,
            "delivery_choice": self.delivery_choice,
            "components": tuple(entry.to_json() for entry in self.components),
        }

    def statement(self) -> dict[str, Any]:
        """Personal data and free text of the intake."""
        reasons = {
            str(entry.component_id): entry.reason
            for entry in self.components
            if entry.kind == ComponentKind.NOT_APPLICABLE
        }
        return self.parties.to_json() | {
            "mandate": self.mandate,
            "note": self.note,
            "matter": self.matter,
            "not_applicable": reasons,
        }
