"""Who keeps appointments for others."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.models import Officer
from motcua.facilities.halls import queries as halls
from motcua.facilities.halls.models import Hall
from motcua.facilities.halls.permissions import SUPERVISING, may_see

KEEPING_ROLES = tuple(sorted({Role.INTAKE_OFFICER.value, Role.SYSTEM_ADMIN.value, *SUPERVISING}))


def may_keep(officer: Officer, hall: Hall, on: date) -> bool:
    """Appointments of a hall are booked, cancelled and checked in by who serves there or runs it."""
    return may_see(officer, hall, on)


def halls_of(officer: Officer, on: date) -> QuerySet[Hall]:
    """The halls for which `may_keep` holds."""
    known = halls.halls_of_agencies(None).order_by("one_stop__name", "id")
    administered = rights.administered_ids(officer, on)
    if administered is None:
        return known
    receiving = rights.agencies_of(officer, on=on, roles=(Role.INTAKE_OFFICER.value,))
    running = {agency_id for agency_id, role in rights.roles_on(officer, on) if role in SUPERVISING}
    own = Q(agency_id__in=receiving | administered | running) | Q(one_stop__serves_id__in=running)
    return known.filter(own)
