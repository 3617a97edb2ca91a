"""The one place where rows of a hall are written: a fact first, then the rows that follow from it.

Every act in a hall holds its row until the transaction ends. So two counters that press "next" at
once get two people, in the order of the rules, and the stamp tells every screen to look again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db import connection

from motcua.directory.identity.refusal import Refused
from motcua.facilities.halls import state
from motcua.facilities.halls.models import Group, Hall, HallCounter, HallStatement
from motcua.facilities.halls.state import CounterState, GroupState, HallState
from motcua.kernel.events import log
from motcua.kernel.events.models import Event
from motcua.kernel.prepared import Given, Prepared

HALL_COLUMNS = tuple(field.name for field in fields(HallState) if field.name not in ("groups", "counters"))
_HOLD = "UPDATE halls_hall SET stamp = stamp + 1 WHERE id = %s"
_HOLD_AROUND = (
    "UPDATE halls_hall SET stamp = stamp + 1"
    " WHERE id = (SELECT hall_id FROM halls_hallcounter WHERE counter_id = %s)"
)
_COUNTER = Prepared(lambda: HallCounter.objects.filter(pk=Given("id")).order_by())


@dataclass(frozen=True)
class By:
    """Who does an act and when: passed in by the door. Nobody: a machine, or the visitor."""

    officer_id: int | None
    at: datetime


class HallRefusal(Refused):
    """Không thực hiện được việc này tại sảnh."""


class NoSuchHall(HallRefusal):
    """Không có sảnh lấy số này."""


def take_hold(hall_id: int) -> None:
    """The hall is ours until the transaction ends, and its stamp has moved on. Raises NoSuchHall."""
    log.require_transaction()
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, [hall_id])
        if cursor.rowcount == 0:
            raise NoSuchHall


def hold(hall_id: int) -> Hall:
    """The hall as it is once it is ours. Raises NoSuchHall."""
    take_hold(hall_id)
    return Hall.objects.get(pk=hall_id)


def hold_around(counter_id: int) -> HallCounter | None:
    """A counter as it is once its hall is ours: one statement less than finding the hall first."""
    log.require_transaction()
    with connection.cursor() as cursor:
        cursor.execute(_HOLD_AROUND, [counter_id])
    return _COUNTER.first(id=counter_id)


def record_hall(hall: Hall, stated: Any, by: By, statements: Sequence[HallStatement] = ()) -> Event:
    """State a fact about a hall and bring its rows up to it; the hall must be held."""
    event = log.publish(
        stated,
        subject=hall.subject,
        happened_at=by.at,
        actor_id=by.officer_id,
        agency_id=hall.agency_id,
        statements=statements,
    )
    before = hall_as_it_is(hall)
    after = state.apply(before, event)
    changed = {name: getattr(after, name) for name in HALL_COLUMNS}
    changed = {name: value for name, value in changed.items() if getattr(before, name) != value}
    for name, value in changed.items():
        setattr(hall, name, list(value) if isinstance(value, tuple) else value)
    if changed:
        Hall.objects.filter(pk=hall.pk).update(**{name: getattr(hall, name) for name in changed})
    for pk, group in after.groups.items():
        if before.groups.get(pk) != group:
            Group.objects.filter(pk=pk).update(**vars(group))
    for pk, counter in after.counters.items():
        if before.counters.get(pk) != counter:
            HallCounter.objects.update_or_create(counter_id=pk, defaults={"hall": hall, **vars(counter)})
    return event


def hall_as_it_is(hall: Hall) -> HallState:
    """The columns of a hall, its groups and counters, as the fold would have them."""
    columns = {name: getattr(hall, name) for name in HALL_COLUMNS}
    columns |= {name: tuple(columns[name]) for name in ("rules_versions", "notices")}
    return HallState(
        **columns,
        groups={group.pk: group_as_it_is(group) for group in Group.objects.filter(hall=hall)},
        counters={row.pk: counter_as_it_is(row) for row in HallCounter.objects.filter(hall=hall)},
    )


def group_as_it_is(group: Group) -> GroupState:
    return GroupState(
        group.letter,
        group.name,
        group.minutes,
        tuple(group.sectors),
        tuple(group.procedures),
        group.is_closed,
    )


def counter_as_it_is(row: HallCounter) -> CounterState:
    return CounterState(
        group_ids=tuple(row.group_ids),
        plan=tuple(tuple(tuple(pair) for pair in day) for day in row.plan),
        is_open=row.is_open,
        until=row.until,
        officer_id=row.officer_id,
        taken_at=row.taken_at,
        help_at=row.help_at,
    )
