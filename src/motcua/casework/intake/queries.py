"""What earlier dossiers say of a person who stands at the counter again."""

from __future__ import annotations

from django.db.models import Q

from motcua.casework.dossiers.models import Party

DIGITS = 12


def last_party(personal_id: str, *, agency_ids: frozenset[int]) -> Party | None:
    """The owner with this number in the newest dossier of these agencies; None when they never met the person."""
    if len(personal_id) != DIGITS:
        return None
    concerned = Q(dossier__receiving_agency_id__in=agency_ids) | Q(
        dossier__competent_agency_id__in=agency_ids
    )
    found = Party.objects.filter(concerned, personal_id=personal_id, role="owner").select_related("dossier")
    return found.order_by("-dossier_id").first()
