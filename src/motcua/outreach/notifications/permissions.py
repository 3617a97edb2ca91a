"""Who sees and handles what is told to applicants. One predicate per rule."""

from __future__ import annotations

from datetime import date

from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.models import Officer


def calling_agencies(officer: Officer, on: date) -> frozenset[int]:
    """One-stops whose intake officer this is: only they see names and numbers, and call people.

    Administrators keep accounts; that gives them no sight of people's papers.
    """
    return rights.agencies_of(officer, on=on, roles=(Role.INTAKE_OFFICER.value,))


def watched_agencies(officer: Officer, on: date) -> frozenset[int]:
    """One-stops whose messages an officer may see and send again: own ones, and those an administrator looks after."""
    own = calling_agencies(officer, on)
    administered = rights.agencies_of(officer, on=on, roles=(Role.AGENCY_ADMIN.value,))
    return own | agencies.subtree_ids(administered) if administered else own


def may_call(officer: Officer, agency_id: int, on: date) -> bool:
    """Intake officers of the receiving one-stop serve its applicants."""
    return agency_id in calling_agencies(officer, on)
