"""Who hears of an opinion that stays out, and who passes it on. Nothing is allowed that is not said here."""

from __future__ import annotations

from datetime import date

from motcua.casework.dossiers.models import Dossier
from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies.models import Officer

# Who works on a dossier, or answers for it, in the agency that leads.
LEADING_ROLES = ("approver", "case_officer", "division_head")
COUNTER_ROLES = ("intake_officer",)


def leading_agencies(officer: Officer, on: date) -> frozenset[int]:
    """Agencies that decide dossiers, for which the officer tells the one-stop of a silence."""
    return rights.agencies_of(officer, on=on, roles=LEADING_ROLES)


def receiving_agencies(officer: Officer, on: date) -> frozenset[int]:
    """One-stops at whose counter the officer speaks with applicants."""
    return rights.agencies_of(officer, on=on, roles=COUNTER_ROLES)


def may_tell(officer: Officer, dossier: Dossier, on: date) -> bool:
    """Whoever works on it in the agency that decides; of several steps none may be theirs just now.

    Law: NĐ 118/2025, Điều 19.4 (T15).
    """
    return dossier.competent_agency_id in leading_agencies(officer, on)
