"""Whose unfinished work an agency has taken over."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import F
from django.db.models.lookups import In

from motcua.directory.agencies.models import Agency, Succession
from motcua.kernel.prepared import Given, PreparedIn

_ON: Any = Given("on")
_LINKS = PreparedIn(
    lambda heirs: Succession.objects.filter(
        In(F("successor_id"), heirs), predecessor__valid_to__lte=_ON
    ).values_list("successor_id", "predecessor_id"),
    "heirs",
)


def taken_over_by(agency_ids: Collection[int], on: date) -> dict[int, frozenset[int]]:
    """Former agencies whose work each of these does on a day; agencies without any are left out.

    Predecessors, those before them, and parts that ended without heirs of their own (`successors_on`
    from the other end). Of an agency that was split, every heir does the work.
    """
    found: dict[int, set[int]] = {}
    waiting = {pk: {pk} for pk in agency_ids}
    while waiting:
        gone = _predecessors(waiting, on)
        seen = found.copy()
        waiting = {}
        for former, heirs in gone.items():
            fresh = {heir for heir in heirs if former not in seen.get(heir, set()) and former != heir}
            for heir in fresh:
                found.setdefault(heir, set()).add(former)
            if fresh:
                waiting[former] = fresh
    return {heir: frozenset(former) for heir, former in found.items()}


def _predecessors(heirs_of: dict[int, set[int]], on: date) -> dict[int, set[int]]:
    """Ended agencies one link further back, each with the present agencies that do its work."""
    found: dict[int, set[int]] = {}
    for here, former in _LINKS(heirs=heirs_of, on=on):
        found.setdefault(former, set()).update(heirs_of[here])
    ended = [pk for pk in heirs_of if pk not in heirs_of[pk]]
    if ended:
        parts = Agency.objects.filter(parent__in=ended, valid_to__lte=on, successions__isnull=True)
        for parent, part in parts.values_list("parent_id", "pk"):
            found.setdefault(part, set()).update(heirs_of[parent])
    return found
