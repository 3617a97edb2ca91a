"""Who sees ratings, of whom, and who answers for them. Nothing is allowed that is not said here."""

from __future__ import annotations

from datetime import date

from motcua.casework.ratings.models import CriteriaSet, FollowUp
from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.models import Officer

HEADS = ("approver", "division_head")
SEEING_ROLES = (*HEADS, "inspector")
RATED_ROLES = ("intake_officer", "case_officer", "clerk", *HEADS)
KEEPING_ROLES = ("agency_admin", "system_admin")


def seen_agencies(officer: Officer, on: date) -> frozenset[int]:
    """Heads and inspectors see the ratings of their agency and of what stands below it."""
    own = rights.agencies_of(officer, on=on, roles=SEEING_ROLES)
    return agencies.subtree_ids(own) if own else frozenset()


def headed_agencies(officer: Officer, on: date) -> frozenset[int]:
    """Agencies for whose low marks the officer answers; an inspector only looks on."""
    own = rights.agencies_of(officer, on=on, roles=HEADS)
    return agencies.subtree_ids(own) if own else frozenset()


def may_answer(officer: Officer, follow_up: FollowUp, on: date) -> bool:
    """The head answers, never the officer who was rated."""
    rated = follow_up.rating.officers.filter(officer_id=officer.pk).exists()
    return not rated and follow_up.agency_id in headed_agencies(officer, on)


def kept_agencies(officer: Officer, on: date) -> frozenset[int] | None:
    """Agencies whose criteria the officer keeps; None means all, the province's own sets too."""
    return rights.administered_ids(officer, on)


def may_keep(officer: Officer, row: CriteriaSet, on: date) -> bool:
    """Sets of the province are kept by system administrators, sets of an agency by its administrators."""
    scope = kept_agencies(officer, on)
    return scope is None or row.agency_id in scope
