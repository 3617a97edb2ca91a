"""Who may word the forms of an office."""

from __future__ import annotations

from datetime import date

from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies.models import Officer


def may_word_forms(officer: Officer, agency_id: int | None, on: date) -> bool:
    """An agency's administrators word its forms; those for all offices, a system administrator."""
    if agency_id is None:
        return rights.is_system_admin(officer, on)
    return rights.administers(officer, agency_id, on)
