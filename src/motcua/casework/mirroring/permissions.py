"""Who enters what an outside system says. Nothing is allowed that is not said here."""

from __future__ import annotations

from datetime import date

from motcua.casework.dossiers.models import Dossier
from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies.models import Officer

MIRRORING_ROLES = ("approver", "case_officer", "clerk", "division_head")


def may_mirror(officer: Officer, dossier: Dossier, on: date) -> bool:
    """Whoever works on dossiers at the agency that decides, or at the counter that received."""
    if dossier.competent_agency_id in rights.agencies_of(officer, on=on, roles=MIRRORING_ROLES):
        return True
    return rights.has_role(officer, "intake_officer", dossier.receiving_agency_id, on)
