"""How absences follow from the log, for `audit verify`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from motcua.directory.staff.models import Absence
from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Projection, register

_COLUMNS = ("substitute_id", "valid_from", "valid_to", "reason")


def install() -> None:
    """Called once by the app's `AppConfig.ready`."""
    register(Projection("staff.absences", "officer", check, _subjects))


def _subjects() -> Iterator[str]:
    away = Absence.objects.order_by("officer_id").values_list("officer_id", flat=True).distinct()
    for pk in away.iterator():
        yield f"officer:{pk}"


def check(subject: str, events: list[Event]) -> Iterator[Difference]:
    """Every absence of an officer: its days, its reason, who stands in."""
    expected = _entered(events)
    rows = Absence.objects.filter(officer_id=int(subject.partition(":")[2]))
    found = {row.pk: _row(row) for row in rows}
    for pk in sorted(expected.keys() | found.keys()):
        if expected.get(pk) != found.get(pk):
            yield Difference(subject, f"vắng mặt {pk}", repr(expected.get(pk)), repr(found.get(pk)))


def _entered(events: list[Event]) -> dict[int, dict[str, Any]]:
    state: dict[int, dict[str, Any]] = {}
    for event in events:
        pk = event.facts.get("absence_id", 0)
        if event.kind == "staff.absence_entered":
            state[pk] = {name: event.facts[name] for name in _COLUMNS}
        elif event.kind == "staff.absence_ended" and pk in state:
            state[pk]["valid_to"] = event.facts["valid_to"]
    return state


def _row(row: Absence) -> dict[str, Any]:
    return {
        "substitute_id": row.substitute_id,
        "valid_from": row.valid_from.isoformat(),
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
        "reason": row.reason,
    }
