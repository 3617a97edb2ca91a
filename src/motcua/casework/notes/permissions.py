"""Who reads and writes notes: officers who work on dossiers in that very agency, and nobody else."""

from __future__ import annotations

from datetime import date

from motcua.casework.notes.choices import WORKING_ROLES
from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies.models import Officer


def own_agencies(officer: Officer, on: date) -> frozenset[int]:
    """Agencies inside which this officer reads and writes notes; with those whose work they have taken over."""
    return rights.agencies_of(officer, on=on, roles=WORKING_ROLES)


def may_write(officer: Officer, agency_id: int, on: date) -> bool:
    """Notes are written for an agency in which the officer works on dossiers."""
    return agency_id in own_agencies(officer, on)


def may_erase(officer: Officer, agency_id: int, on: date) -> bool:
    """Whoever wrote cannot unsay it; a leader of the agency has personal data erased when the law asks for it.

    Law: Luật 91/2025/QH15 (xóa dữ liệu cá nhân theo yêu cầu của chủ thể).
    """
    return agency_id in rights.agencies_of(officer, on=on, roles=("approver",))
