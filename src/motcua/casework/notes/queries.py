"""The read side of notes: always inside agencies the asking officer works in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.lookups import In

from motcua.casework.notes.choices import WORKING_ROLES
from motcua.casework.notes.models import Mention, Note
from motcua.directory.agencies.models import Membership, Officer
from motcua.kernel.prepared import Given, PreparedIn

COUNTED = 100


def notes_of(dossier_id: int, agency_ids: Collection[int]) -> QuerySet[Note]:
    """Notes of these agencies on a dossier, oldest first, with words and mentions."""
    found = Note.objects.filter(dossier_id=dossier_id, agency_id__in=agency_ids)
    return found.select_related("statement").prefetch_related("mentions")


def open_mentions(officer_id: int, agency_ids: Collection[int]) -> QuerySet[Mention]:
    """Notes that call this officer and were not seen yet, newest first."""
    found = Mention.objects.filter(officer_id=officer_id, seen_at=None, note__agency_id__in=agency_ids)
    return found.select_related("note__statement")


def _open(agencies: list[Any]) -> QuerySet[Mention, Any]:
    found = Mention.objects.filter(
        In(F("note__agency_id"), agencies), officer_id=Given("officer"), seen_at=None
    )
    return found.values_list("pk")[:COUNTED]


_OPEN = PreparedIn(_open, "agencies")


def open_count(officer_id: int, agency_ids: Collection[int]) -> int:
    """How many notes call this officer and were not seen yet, counted up to COUNTED."""
    return len(_OPEN(officer=officer_id, agencies=agency_ids))


def colleagues(agency_ids: Collection[int], on: date, *, but: int) -> list[Officer]:
    """Officers who work on dossiers in these agencies on a day and can sign in, by name."""
    serving = Membership.objects.on(on).filter(agency_id__in=agency_ids, role__in=WORKING_ROLES)
    found = Officer.objects.filter(pk__in=serving.values("officer_id"), account__disabled_at=None)
    return list(found.exclude(pk=but))
