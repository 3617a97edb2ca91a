"""Who looks after messages that did not go."""

from __future__ import annotations

from datetime import date

from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies.models import Officer, OneStop
from motcua.facilities.halls.permissions import SUPERVISING

KEEPERS = tuple(sorted(SUPERVISING))


def kept_agencies(officer: Officer, on: date) -> frozenset[int]:
    """Agencies that an officer runs or heads, and the one-stops that serve them."""
    own = rights.agencies_of(officer, on=on, roles=KEEPERS)
    serving = OneStop.objects.filter(serves_id__in=own).values_list("agency_id", flat=True)
    return own | frozenset(serving)
