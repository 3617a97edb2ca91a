from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet

from motcua.directory.agencies.models import Agency, AgencyName, Succession
from motcua.directory.agencies.rules import is_new_code, is_old_code, new_codes_of, normal_code
from motcua.kernel.text import UnreadableText, clean, fold

MAX_ASKED = 200

_BELOW = """
WITH RECURSIVE found(id) AS (
    SELECT id FROM agencies_agency WHERE id IN ({marks})
    UNION
    SELECT a.id FROM agencies_agency a JOIN found f ON a.parent_id = f.id
)
SELECT id FROM found
"""
_ABOVE = """
WITH RECURSIVE found(id, parent_id, height) AS (
    SELECT id, parent_id, 0 FROM agencies_agency WHERE id = %s
    UNION ALL
    SELECT a.id, a.parent_id, f.height + 1 FROM agencies_agency a JOIN found f ON a.id = f.parent_id
    WHERE f.height < 20
)
SELECT id FROM found ORDER BY height
"""


@dataclass(frozen=True)
class Node:
    """One line of the tree: an agency and how deep it stands."""

    agency: Agency
    depth: int


def tree_on(day: date, *, within: Collection[int] | None = None) -> list[Node]:
    """Agencies in force on a day, parents before their children, by code.

    An agency whose parent is not among them stands at the top.
    """
    rows = Agency.objects.on(day).select_related("unit")
    if within is not None:
        rows = rows.filter(pk__in=within)
    agencies = list(rows)
    present = {agency.pk for agency in agencies}
    children: dict[int | None, list[Agency]] = defaultdict(list)
    for agency in agencies:
        children[agency.parent_id if agency.parent_id in present else None].append(agency)
    nodes: list[Node] = []
    waiting = [Node(agency, 0) for agency in reversed(children[None])]
    while waiting:
        node = waiting.pop()
        nodes.append(node)
        waiting += [Node(child, node.depth + 1) for child in reversed(children[node.agency.pk])]
    return nodes


def subtree_ids(agency_ids: int | Iterable[int], on: date | None = None) -> frozenset[int]:
    """Ids of the agencies and of all that stand below them; with `on`, those in force that day."""
    ids = [agency_ids] if isinstance(agency_ids, int) else list(agency_ids)
    if not ids:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(_BELOW.format(marks=", ".join(["%s"] * len(ids))), ids)
        found = frozenset(row[0] for row in cursor.fetchall())
    if on is None:
        return found
    return frozenset(Agency.objects.on(on).filter(pk__in=found).values_list("pk", flat=True))


def ancestor_ids(agency_id: int) -> list[int]:
    """The agency itself, then its parent, and so on up."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, [agency_id])
        return [row[0] for row in cursor.fetchall()]


def agencies_found(asked: str, *, on: date | None = None) -> QuerySet[Agency]:
    """Agencies whose code (of either form) begins so, or whose name holds every word, marks aside.

    An old code finds the agency that bears its present form. Nothing for an empty question.
    """
    try:
        text = clean(asked[:MAX_ASKED])
    except UnreadableText:
        text = ""
    found = Agency.objects.on(on) if on else Agency.objects.all()
    if not text:
        return found.none()
    code = normal_code(text)
    wanted = Q(code__startswith=code) | Q(old_code__startswith=code)
    if is_old_code(code):
        wanted |= Q(code__in=new_codes_of(code))
    words = Q()
    for word in fold(text).split():
        words &= Q(folded__contains=word)
    return found.filter(wanted | words) if words else found.filter(wanted)


def agency_with_code(code: str) -> Agency | None:
    """The agency that bears a code, of whichever form; None when there is none."""
    wanted = normal_code(code)
    if is_old_code(wanted):
        asked = Q(old_code=wanted) | Q(code__in=new_codes_of(wanted))
    elif is_new_code(wanted):
        asked = Q(code=wanted)
    else:
        return None
    return Agency.objects.filter(asked).order_by("code").first()


def names_of(agency_ids: Iterable[int]) -> dict[int, str]:
    """Present names by id."""
    ids = set(agency_ids)
    return dict(Agency.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def name_of(agency_id: int | None) -> str:
    """Present name of an agency; "" for none."""
    return names_of([agency_id]).get(agency_id, "") if agency_id else ""


def agency_name_on(agency_id: int, day: date) -> str:
    """The name an agency bore on a day; its first name for days before that."""
    rows = AgencyName.objects.filter(agency_id=agency_id).order_by("valid_from")
    name = ""
    for row in rows:
        if not name or row.valid_from <= day:
            name = row.name
    return name


def place_of(agency: Agency) -> str:
    """The place a document of the agency is dated at: its commune's or province's name, or a parent's."""
    here: Agency | None = agency
    while here is not None:
        if here.unit is not None:
            return here.unit.name
        here = here.parent
    return ""


def successors_on(agency: Agency, day: date) -> list[Agency]:
    """Who does an agency's work on a day: itself while in force, else its heirs, by code.

    A part that ended without heirs of its own goes where its parent's work went.
    """
    waiting, seen, found = [agency], {agency.pk}, {}
    while waiting:
        here = waiting.pop()
        if here.is_valid_on(day):
            found[here.pk] = here
        elif here.valid_to is not None and here.valid_to <= day:
            heirs = _heirs_of(here)
            waiting += [heir for heir in heirs if heir.pk not in seen]
            seen |= {heir.pk for heir in heirs}
    return sorted(found.values(), key=lambda one: one.code)


def _heirs_of(agency: Agency) -> list[Agency]:
    links = Succession.objects.filter(predecessor=agency).select_related("successor")
    heirs = [link.successor for link in links]
    return heirs or ([agency.parent] if agency.parent else [])
