"""The read side: the words of a dialogue, what everybody reads, communes without one, promises that fall due."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from motcua.casework.dialogue.choices import PUBLIC, State
from motcua.casework.dialogue.models import Dialogue, DialogueStatement, Promise
from motcua.directory.agencies.models import Agency
from motcua.kernel.events import log

Words = dict[tuple[str, int], dict[str, Any]]


def words_of(row: Dialogue) -> Words:
    """What was said, by the purpose of the statement and the number of the question or promise (0 for neither)."""
    bodies = {str(one.pk): one for one in DialogueStatement.objects.filter(subject=row.subject)}
    found: Words = {}
    for event in log.of(row.subject):
        for key in event.statements:
            if key in bodies:
                found[bodies[key].purpose, event.facts.get("number", 0)] = bodies[key].body
    return found


def public() -> QuerySet[Dialogue]:
    """What everybody may read of."""
    return Dialogue.objects.filter(state__in=[one.value for one in PUBLIC]).select_related("agency")


def communes(on: date) -> QuerySet[Agency]:
    """The people's committees of communes in force on a day."""
    return Agency.objects.on(on).filter(level="commune", kind="people_committee").order_by("name")


def communes_without(agency_ids: Collection[int], on: date) -> QuerySet[Agency]:
    """Communes that have held no dialogue in the year of a day.

    Law: Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15, Điều 32: at least one a year.
    """
    this_year = (date(on.year, 1, 1), date(on.year, 12, 31))
    held = Dialogue.objects.filter(
        agency_id=OuterRef("pk"), state=State.HELD.value, held_on__range=this_year
    ).order_by()
    return communes(on).filter(pk__in=agency_ids).exclude(Exists(held))


def open_promises(agency_ids: Collection[int]) -> QuerySet[Promise]:
    """Promises of these communes that are not kept yet, the earliest first."""
    found = Promise.objects.filter(dialogue__agency_id__in=agency_ids, kept_on=None)
    return found.select_related("dialogue__agency", "owner").order_by("due_on", "id")
