"""The lines of a hall in the order in which people would be called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from motcua.facilities.halls.models import Group
from motcua.facilities.queueing.choices import AT_COUNTER, State
from motcua.facilities.queueing.models import Period, ServiceRequest
from motcua.facilities.queueing.rules.order import MOST_PREFERRED, Waiting, in_order
from motcua.kernel.prepared import Given, Prepared

# Rows of a long line are read as values: a counter's "next" waits for them.
_WAITING = tuple("pk" if field.name == "id" else field.name for field in fields(Waiting))

# Written as the conditions of the two indexes of a line (`ServiceRequest.Meta`), so that these are used.
_PLAIN = "rank = 0 AND appointment_at IS NULL AND returned_at IS NULL AND for_counter_id IS NULL"
_SET_APART = (
    "(rank > 0 OR appointment_at IS NOT NULL OR returned_at IS NOT NULL OR for_counter_id IS NOT NULL)"
)
_HEADS = f"""
    WITH apart AS (
        SELECT id, behind_id FROM queueing_servicerequest
        WHERE hall_id = %s AND state = 'waiting' AND {_SET_APART}
    )
    SELECT id FROM apart
    UNION
    SELECT behind_id FROM apart WHERE behind_id IS NOT NULL
    UNION
    SELECT waiting.id FROM halls_group JOIN queueing_servicerequest waiting ON waiting.id IN (
        SELECT id FROM queueing_servicerequest
        WHERE group_id = halls_group.id AND state = 'waiting' AND {_PLAIN}
        ORDER BY line_at, id LIMIT %s
    )
    WHERE halls_group.hall_id = %s
"""  # noqa: S608  names of columns, nothing from outside


def lines_of(hall_id: int, at: datetime) -> dict[int, list[Waiting]]:
    """Each group's line, as it would be called from `at` on; two reads."""
    waiting = ServiceRequest.objects.filter(hall_id=hall_id, state=State.WAITING)
    rows = [Waiting(*row) for row in waiting.order_by().values_list(*_WAITING)]
    groups = with_last_calls(Group.objects.filter(hall_id=hall_id))
    return ordered(rows, groups, at)


def heads_of(hall_id: int, at: datetime, *, first: int) -> dict[int, list[Waiting]]:
    """The first people of each group's line, in the very order of `lines_of`; whom a counter calls is among them.

    Read are all who may stand elsewhere than by arrival, whom they stand behind, and `first` others of each
    group. What follows behind those is not the whole line.
    """
    rows = [Waiting(*row) for row in _heads(hall=hall_id, first=first)]
    return ordered(rows, _last_calls(hall=hall_id), at)


def ordered(rows: Iterable[Waiting], groups: Iterable[Group], at: datetime) -> dict[int, list[Waiting]]:
    """Waiting requests by group, each line in its order; `groups` come from `with_last_calls`."""
    lines: dict[int, list[Waiting]] = defaultdict(list)
    for row in rows:
        lines[row.group_id].append(row)
    streaks = {group.pk: _streak(group) for group in groups}
    return {
        group_id: in_order(line, at=at, streak=streaks.get(group_id, 0))
        for group_id, line in sorted(lines.items())
    }


def with_last_calls(groups: QuerySet[Group]) -> QuerySet[Group]:
    """Groups with whether the last call of each, and the one before, was of a preferred person.

    A call out of order says nothing of the order and is passed by.
    """
    calls = Period.objects.filter(group_id=OuterRef("pk"), state=State.CALLED, reason="").order_by("-id")
    preferred = calls.values("is_preferred")
    return groups.annotate(last_call=Subquery(preferred[:1]), call_before=Subquery(preferred[1:2]))


def _streak(group: Any) -> int:
    """How many preferred people were called last in a row, as far as the rule asks."""
    if not group.last_call:
        return 0
    return MOST_PREFERRED if group.call_before else 1


_heads = Prepared(
    lambda: (
        ServiceRequest.objects.filter(
            state=State.WAITING,
            pk__in=RawSQL(_HEADS, [Given("hall"), Given("first"), Given("hall")]),  # noqa: S611  as above
        )
        .order_by()
        .values_list(*_WAITING)
    )
)
_last_calls = Prepared(lambda: with_last_calls(Group.objects.filter(hall_id=Given("hall")).only("pk")))


def line_ids(hall_id: int, group_id: int, at: datetime) -> list[int]:
    """Ids of the waiting requests of one group, in order."""
    return [one.id for one in lines_of(hall_id, at).get(group_id, [])]


def serving_at(counter_id: int) -> ServiceRequest | None:
    """Whom a counter has called or serves now, with visit and group; what a dossier taken in there belongs to."""
    rows = ServiceRequest.objects.select_related("visit", "group", "hall")
    return rows.filter(counter_id=counter_id, state__in=AT_COUNTER).first()
