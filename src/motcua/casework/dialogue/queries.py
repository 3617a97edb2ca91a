"""The read side: the words of a dialogue, what everybody reads, communes without one, promises that fall due."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from motcua.casework.dialogue.choices import COMING, State
from motcua.casework.dialogue.models import Dialogue, DialogueStatement, Promise
from motcua.casework.dialogue.rules import Person
from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.models import Agency, Membership, Officer
from motcua.kernel.events import log

Words = dict[tuple[str, int], dict[str, Any]]


@dataclass(frozen=True)
class Move:
    """From which day to which it was moved."""

    number: int
    was_on: date
    held_on: date


def words_of(row: Dialogue) -> Words:
    """What was said, by the purpose of the statement and the number of question, promise or move (0 for none)."""
    bodies = {str(one.pk): one for one in DialogueStatement.objects.filter(subject=row.subject)}
    found: Words = {}
    for event in log.of(row.subject):
        for key in event.statements:
            if key in bodies:
                found[bodies[key].purpose, event.facts.get("number", 0)] = bodies[key].body
    return found


def moves_of(row: Dialogue) -> list[Move]:
    """Every time its day was moved, the earliest first."""
    stated = [event.facts for event in log.of(row.subject) if event.kind == "dialogue.postponed"]
    return [
        Move(one["number"], date.fromisoformat(one["was_on"]), date.fromisoformat(one["held_on"]))
        for one in stated
    ]


def public() -> QuerySet[Dialogue]:
    """What everybody may read of: whatever was announced, also when it was called off later."""
    return Dialogue.objects.filter(is_announced=True).select_related("agency")


def communes(on: date) -> QuerySet[Agency]:
    """The people's committees of communes in force on a day."""
    return Agency.objects.on(on).filter(level="commune", kind="people_committee").order_by("name")


def communes_without(agency_ids: Collection[int], on: date) -> QuerySet[Agency]:
    """Communes that have held no dialogue in the year of a day; `coming_on` is the next day that is fixed.

    Law: Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15, Điều 32: at least one a year.
    """
    this_year = (date(on.year, 1, 1), date(on.year, 12, 31))
    own = Dialogue.objects.filter(agency_id=OuterRef("pk"), held_on__range=this_year)
    held = own.filter(state=State.HELD.value).order_by()
    coming = own.filter(state__in=COMING, held_on__gte=on).order_by("held_on").values("held_on")[:1]
    found = communes(on).filter(pk__in=agency_ids).exclude(Exists(held))
    return found.annotate(coming_on=Subquery(coming))


def open_promises(agency_ids: Collection[int]) -> QuerySet[Promise]:
    """Promises of these communes that are not kept yet, the earliest first."""
    found = Promise.objects.filter(dialogue__agency_id__in=agency_ids, kept_on=None)
    return found.select_related("dialogue__agency", "owner", "officer").order_by("due_on", "id")


def promises_for(officer: Officer, on: date) -> QuerySet[Promise]:
    """Open promises this officer sees to: named, or as a holder of the role that is."""
    mine = Q(officer_id=officer.pk)
    for agency_id, role in rights.acting_roles(officer, on):
        mine |= Q(owner_id=agency_id, role=role)
    found = Promise.objects.filter(mine, kept_on=None).select_related("dialogue__agency")
    return found.order_by("due_on", "id")


def promise_words(row: Promise) -> str:
    """What was promised."""
    return words_of(row.dialogue).get(("promise", row.number), {}).get("text", "")


def people_for(agencies: Collection[Agency], on: date) -> dict[Person, str]:
    """Who of these agencies may be named to see to a promise, with the words of a choice: roles, then officers."""
    labels, ids = dict(Role.choices), [agency.pk for agency in agencies]
    names = {agency.pk: agency.name for agency in agencies}
    held = Membership.objects.on(on).filter(agency_id__in=ids).select_related("officer")
    serving = held.filter(officer__account__disabled_at=None).order_by("agency_id", "officer__folded")
    roles, officers = {}, {}
    for one in serving:
        if one.role != Role.SYSTEM_ADMIN:
            roles[Person(one.agency_id, role=one.role)] = f"{labels[one.role]} · {names[one.agency_id]}"
        title = f"{one.officer.name}, {one.officer.title}".rstrip(", ")
        officers[Person(one.agency_id, officer_id=one.officer_id)] = f"{title} · {names[one.agency_id]}"
    return roles | officers
