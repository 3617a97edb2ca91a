"""Who keeps a commune's dialogues, who watches over them. Nothing is allowed that is not said here."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from motcua.casework.dialogue import queries
from motcua.casework.dialogue.models import Dialogue
from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.models import Agency, Officer

KEEPERS = ("approver", "agency_admin")
WATCHERS = (*KEEPERS, "inspector")


def own_communes(officer: Officer, on: date) -> QuerySet[Agency]:
    """Communes whose dialogues the officer plans now: its head's and administrator's own."""
    return queries.communes(on).filter(pk__in=rights.posts_of(officer, on=on, roles=KEEPERS))


def kept_by(officer: Officer, on: date) -> QuerySet[Dialogue]:
    """Dialogues the officer keeps, questions and all; those above and inspectors do not read questions."""
    own = rights.agencies_of(officer, on=on, roles=KEEPERS)
    return Dialogue.objects.filter(agency_id__in=own).select_related("agency")


def watched_agencies(officer: Officer, on: date) -> frozenset[int]:
    """Heads, administrators and inspectors watch over their agency and what stands below it."""
    own = rights.agencies_of(officer, on=on, roles=WATCHERS)
    return agencies.subtree_ids(own) if own else frozenset()
