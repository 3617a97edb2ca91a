from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import QuerySet

from motcua.directory.agencies.models import Agency, Membership, Officer, OfficerName
from motcua.directory.agencies.queries.tree import successors_on
from motcua.kernel.text import UnreadableText, clean, fold


def officers_with_role(agency_id: int, role: str, on: date) -> QuerySet[Officer]:
    """Officers who hold a role in an agency (or, once it has ended, in its heirs) on a day and can sign in, by name."""
    ended = Agency.objects.filter(pk=agency_id, valid_to__lte=on).first()
    places = [heir.pk for heir in successors_on(ended, on)] if ended else [agency_id]
    holding = Membership.objects.on(on).filter(agency_id__in=places, role=role)
    return Officer.objects.filter(pk__in=holding.values("officer_id"), account__disabled_at=None)


def officers_of(agency_ids: Collection[int] | None, asked: str = "") -> QuerySet[Officer]:
    """Officers who serve or served in the agencies (None: in any), optionally by name or sign-in name."""
    found = Officer.objects.select_related("account")
    if agency_ids is not None:
        serving = Membership.objects.filter(agency_id__in=agency_ids)
        found = found.filter(pk__in=serving.values("officer_id"))
    try:
        text = clean(asked[:200])
    except UnreadableText:
        return found.none()
    for word in fold(text).split():
        found = found.filter(folded__contains=word) | found.filter(account__username__contains=word)
    return found


def officer_names_on(wanted: Iterable[tuple[int, date]]) -> dict[tuple[int, date], str]:
    """Names of officers, each on a day; one query for all of them."""
    return {key: row.name for key, row in _rows_on(set(wanted)).items()}


def officer_name_on(officer_id: int, day: date) -> tuple[str, str]:
    """Name and title of an officer on a day; empty for nobody."""
    row = _rows_on({(officer_id, day)}).get((officer_id, day))
    return (row.name, row.title) if row else ("", "")


def _rows_on(wanted: set[tuple[int, date]]) -> dict[tuple[int, date], OfficerName]:
    """The row in force for each officer and day; the first one for days before it."""
    by_officer: dict[int, list[OfficerName]] = {}
    for row in OfficerName.objects.filter(officer_id__in={pk for pk, _day in wanted}).order_by("valid_from"):
        by_officer.setdefault(row.officer_id, []).append(row)
    found = {}
    for pk, day in wanted:
        rows = by_officer.get(pk, [])
        begun = [row for row in rows if row.valid_from <= day]
        if rows:
            found[(pk, day)] = begun[-1] if begun else rows[0]
    return found
