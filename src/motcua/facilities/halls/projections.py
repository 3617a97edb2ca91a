"""Rows of halls follow from the log, for `audit verify`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from motcua.facilities.halls import state
from motcua.facilities.halls.models import Group, Hall, HallCounter
from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Projection, compare, register

_HALL = ("one_stop_id", "service_point_id", "agency_id", "opened_at", "paused_at", "closed_day")
_HALL_LISTS = ("rules_versions", "notices")


def install() -> None:
    """Called once by the app's `AppConfig.ready`."""
    register(Projection("halls", "hall", check_hall, subjects))


def subjects() -> Iterator[str]:
    for pk in Hall.objects.order_by("pk").values_list("pk", flat=True):
        yield f"hall:{pk}"


def check_hall(subject: str, events: list[Event]) -> Iterator[Difference]:
    """A hall, its groups and its counters against its events."""
    hall = Hall.objects.filter(pk=int(subject.partition(":")[2])).first()
    if hall is None:
        yield Difference(subject, "sảnh", "có dòng", "không có")
        return
    after = state.replay(events)
    yield from compare(subject, _columns(after, _HALL), _columns(hall, _HALL))
    for name in _HALL_LISTS:
        yield from compare(subject, {name: list(getattr(after, name))}, {name: getattr(hall, name)})
    groups = {row.pk: row for row in Group.objects.filter(hall=hall)}
    counters = {row.pk: row for row in HallCounter.objects.filter(hall=hall)}
    yield from _each(subject, "nhóm", after.groups, groups)
    yield from _each(subject, "quầy", after.counters, counters)


def _each(subject: str, what: str, stated: Any, rows: dict[int, Any]) -> Iterator[Difference]:
    if stated.keys() != rows.keys():
        yield Difference(subject, what, str(sorted(stated)), str(sorted(rows)))
        return
    for pk, one in stated.items():
        expected = {name: _plain(value) for name, value in vars(one).items()}
        found = {name: _plain(getattr(rows[pk], name)) for name in expected}
        yield from compare(f"{subject} {what} {pk}", expected, found)


def _plain(value: Any) -> Any:
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _columns(one: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(one, name) for name in names}
