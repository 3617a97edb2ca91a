"""Who may do what in the catalogue. Reading is free to everybody; the catalogue itself changes by imports only."""

from __future__ import annotations

from datetime import date

from motcua.directory.agencies import permissions as agencies
from motcua.directory.agencies.models import Officer


def can_edit_offers(officer: Officer, agency_id: int, on: date) -> bool:
    """Administrators decide what the agencies they look after offer."""
    return agencies.administers(officer, agency_id, on)
