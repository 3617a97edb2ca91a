"""Who sees figures, of which agencies. Nothing is allowed that is not said here; administrators see none."""

from __future__ import annotations

from datetime import date

from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.models import Officer, OneStop

LEADING_ROLES = ("approver", "division_head")
INSPECTING_ROLES = ("inspector",)
OVERSEEING_ROLES = (*LEADING_ROLES, *INSPECTING_ROLES)
FEE_ROLES = ("intake_officer", *INSPECTING_ROLES)


def overseen_agencies(officer: Officer, on: date) -> frozenset[int]:
    """Leaders answer for the work of their own agency; an inspector looks at the whole subtree inspected."""
    return rights.agencies_of(officer, on=on, roles=LEADING_ROLES) | _inspected(officer, on)


def fee_one_stops(officer: Officer, on: date) -> frozenset[int]:
    """Agencies whose one-stop's fees the officer may list: where they take them in, or which they inspect."""
    own = rights.agencies_of(officer, on=on, roles=("intake_officer",))
    inspected = _inspected(officer, on)
    one_stops = OneStop.objects.filter(agency_id__in=own | inspected)
    return frozenset(one_stops.values_list("agency_id", flat=True))


def _inspected(officer: Officer, on: date) -> frozenset[int]:
    inspected = rights.agencies_of(officer, on=on, roles=INSPECTING_ROLES)
    return agencies.subtree_ids(inspected) if inspected else frozenset()
