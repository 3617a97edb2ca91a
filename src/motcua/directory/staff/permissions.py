"""Who may say that somebody is away, and who may take a lent role back."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies.models import Membership, Officer
from motcua.directory.staff.models import Absence


def overseen_ids(officer: Officer, on: date) -> frozenset[int] | None:
    """Agencies whose absences this officer sees and enters: heads their own, administrators their field (None: all)."""
    administered = rights.administered_ids(officer, on)
    if administered is None:
        return None
    return administered | rights.posts_of(officer, on=on, roles=rights.LENDABLE_ROLES)


def may_enter(officer: Officer, other: Officer, on: date) -> bool:
    """Everybody for themselves; heads and administrators for the people of their agencies."""
    if officer.pk == other.pk:
        return True
    scope = overseen_ids(officer, on)
    standing = other.memberships.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    return scope is None or standing.filter(agency_id__in=scope).exists()


def may_end_absence(officer: Officer, absence: Absence, on: date) -> bool:
    """Who may enter it may also end it."""
    return may_enter(officer, absence.officer, on)


def may_call_off(officer: Officer, lent: Membership, on: date) -> bool:
    """The lender takes a role back at any time; it does not end by itself earlier."""
    return lent.lent_by_id == officer.pk and (lent.valid_to is None or lent.valid_to > on)
