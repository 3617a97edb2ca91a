"""Wrong results that wait for somebody: to be looked at, put right, or handed over again."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q, QuerySet

from motcua.casework.dossiers.choices import Correction
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries import for_reading
from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies.models import Officer

# Who goes on from each state, and in which agency of the dossier.
_WAITS_FOR = {
    Correction.REPORTED: (("approver",), "competent_agency_id"),
    Correction.CONFIRMED: (("approver", "clerk"), "competent_agency_id"),
    Correction.CORRECTED: (("intake_officer",), "receiving_agency_id"),
}


def corrections_of(officer: Officer, on: date) -> QuerySet[Dossier]:
    """Corrections that wait for this officer, soonest due first."""
    wanted = Q()
    for state, (roles, where) in _WAITS_FOR.items():
        if places := rights.agencies_of(officer, on=on, roles=roles):
            wanted |= Q(correction=state.value, **{f"{where}__in": places})
    if not wanted:
        return Dossier.objects.none()
    return for_reading().correcting().filter(wanted).order_by(F("correct_by").asc(nulls_last=True), "id")
