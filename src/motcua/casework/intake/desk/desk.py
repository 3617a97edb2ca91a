"""What one answer of the intake page works on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from motcua.casework.dossiers import queries
from motcua.casework.dossiers.actions import By
from motcua.casework.dossiers.models import Dossier
from motcua.casework.handling.desk.people import initial_of
from motcua.directory.procedures.models import ProcedureVersion
from motcua.kernel import clock


@dataclass(frozen=True)
class Desk:
    """A procedure at a one-stop, and the draft when there is one."""

    request: HttpRequest
    version: ProcedureVersion
    receiving: int
    dossier: Dossier | None = None
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def by(self) -> By:
        return By(self.request.officer.pk, self.receiving, clock.now())  # type: ignore[attr-defined]

    @property
    def officer_id(self) -> int:
        return self.request.officer.pk  # type: ignore[attr-defined]

    def initial(self) -> dict[str, Any]:
        """What a draft already says."""
        dossier = self.dossier
        if dossier is None:
            return {}
        said = queries.latest_statement(dossier, "intake")
        found = initial_of(queries.parties_of(dossier)) | {
            "competent_agency": dossier.competent_agency_id,
            "case": dossier.procedure_case_id,
            "intake_channel": dossier.intake_channel,
            "delivery_choice": dossier.delivery_choice,
            "mandate": said.get("mandate", ""),
            "note": said.get("note", ""),
            "matter": said.get("matter", ""),
        }
        reasons = said.get("not_applicable", {})
        for row in dossier.components.all():
            found[f"c{row.component_id}_kind"] = row.kind
            found[f"c{row.component_id}_reason"] = reasons.get(str(row.component_id), "")
        return found
