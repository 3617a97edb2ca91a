"""Who may do what in a hall, on which day."""

from __future__ import annotations

from datetime import date

from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.models import Officer
from motcua.facilities.halls.models import Hall

SUPERVISING = frozenset({Role.DIVISION_HEAD.value, Role.APPROVER.value, Role.AGENCY_ADMIN.value})


def may_serve(officer: Officer, hall: Hall, on: date) -> bool:
    """Counters are taken by officers who receive at that one-stop (NĐ 118/2025, Điều 11)."""
    return rights.has_role(officer, Role.INTAKE_OFFICER, hall.agency_id, on)


def may_supervise(officer: Officer, hall: Hall, on: date) -> bool:
    """The hall is run by heads and administrators of the one-stop or of the agency it serves."""
    places = {hall.agency_id, hall.one_stop.serves_id}
    held = rights.roles_on(officer, on)
    if any(agency_id in places and role in SUPERVISING for agency_id, role in held):
        return True
    return may_set_up(officer, hall, on)


def may_set_up(officer: Officer, hall: Hall, on: date) -> bool:
    """Groups, hours and rules are laid down by who administers the one-stop."""
    return rights.administers(officer, hall.agency_id, on)


def may_see(officer: Officer, hall: Hall, on: date) -> bool:
    """Lines are seen by who serves there or runs the hall."""
    return may_serve(officer, hall, on) or may_supervise(officer, hall, on)
