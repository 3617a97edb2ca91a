"""Who sees lists of dossiers on paper. Nothing is allowed that is not said here."""

from __future__ import annotations

from datetime import date

from motcua.casework.dossiers.permissions import READING_ROLES, readable_agencies
from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.models import Officer, OneStop

REGISTER_ROLES = ("intake_officer", "inspector", "agency_admin")
HAND_OVER_ROLES = tuple(sorted(READING_ROLES))


def register_agencies(officer: Officer, on: date) -> frozenset[int]:
    """One-stops whose register an officer may keep: where they take in, and those below the agency
    they inspect or administer.

    The register is the office's own book, so its administrator has it; dossiers stay closed to them.
    """
    below = rights.agencies_of(officer, on=on, roles=("inspector", "agency_admin"))
    ids = rights.agencies_of(officer, on=on, roles=("intake_officer",))
    if below:
        ids |= agencies.subtree_ids(below)
    return frozenset(OneStop.objects.filter(agency_id__in=ids).values_list("agency_id", flat=True))


def hand_over_agencies(officer: Officer, on: date) -> frozenset[int]:
    """Agencies whose hand-overs an officer may list: those whose dossiers the officer may read."""
    return readable_agencies(officer, on)
