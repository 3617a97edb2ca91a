"""Token rows read and written with two statements a step; the ORM's five cost more than the engine."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from motcua.facilities.bpmn.graph import Graph
from motcua.facilities.workflow.changes import NAMES, Change, Spot, Spots
from motcua.facilities.workflow.models import ProcessRun
from motcua.facilities.workflow.models.process import graph_of

_SPOT = ", ".join(f"t.{name}" for name in NAMES)
_LOAD = f"""
SELECT r.version_id, v.sha256, r.places, r.context, r.next_token, {_SPOT}
FROM workflow_processrun r JOIN workflow_processversion v ON v.id = r.version_id
LEFT JOIN workflow_token t ON t.run_id = r.id
WHERE r.id = %s ORDER BY t.number
"""  # noqa: S608  names of our own columns
_COLUMNS = ("run_id", *NAMES, "due_at")
_PUT = (
    f"INSERT INTO workflow_token ({', '.join(_COLUMNS)}) VALUES {{rows}} "  # noqa: S608
    "ON CONFLICT (run_id, number) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS if name not in ("run_id", "number"))
)
_GONE = "DELETE FROM workflow_token WHERE run_id = %s AND number IN ({marks})"
_RUN = "UPDATE workflow_processrun SET next_token = %s, context = %s, ended_at = %s WHERE id = %s"
_INSTANT = frozenset(("since", "step_due_at", "fires_at"))


@dataclass(frozen=True)
class Running:
    """A run as the tables have it; the owner of the run holds the lock."""

    id: int
    graph: Graph
    places: dict[str, int]
    context: dict[str, Any]
    next_token: int
    spots: Spots


def load(run_id: int) -> Running:
    """Raises ProcessRun.DoesNotExist."""
    with connection.cursor() as cursor:
        cursor.execute(_LOAD, [run_id])
        rows = cursor.fetchall()
    if not rows:
        raise ProcessRun.DoesNotExist
    version_id, sha256, places, context, next_token = rows[0][:5]
    spots = {row[5]: _spot(row[5:]) for row in rows if row[5] is not None}
    graph = graph_of(version_id, sha256)
    return Running(run_id, graph, _json(places), _json(context), next_token, spots)


def write(run: Running, change: Change, *, due_at: datetime | None, ended_at: datetime | None) -> None:
    """Bring the rows up to a change: one statement on PostgreSQL, three on SQLite."""
    parts: list[tuple[str, list[Any]]] = []
    if change.removed:
        marks = ", ".join(["%s"] * len(change.removed))
        parts.append((_GONE.format(marks=marks), [run.id, *change.removed]))
    if change.put:
        row = f"({', '.join(['%s'] * len(_COLUMNS))})"
        values = [value for spot in change.put for value in _row(run.id, spot, due_at)]
        parts.append((_PUT.format(rows=", ".join([row] * len(change.put))), values))
    parts.append((_RUN, [run.next_token, json.dumps(run.context), _stored(ended_at), run.id]))
    _execute(parts)


def _execute(parts: Sequence[tuple[str, list[Any]]]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            for statement, values in parts:
                cursor.execute(statement, values)
            return
        *before, (last, _) = parts
        with_ = ", ".join(f"p{n} AS ({statement})" for n, (statement, _) in enumerate(before))
        cursor.execute(
            f"WITH {with_} {last}" if before else last, [value for _, values in parts for value in values]
        )


def _row(run_id: int, spot: Spot, due_at: datetime | None) -> list[Any]:
    values = [_stored(value) if name in _INSTANT else value for name, value in _named(spot)]
    return [run_id, *values, _stored(due_at)]


def _named(spot: Spot) -> list[tuple[str, Any]]:
    return [(name, getattr(spot, name)) for name in NAMES]


def _stored(at: datetime | None) -> Any:
    return connection.ops.adapt_datetimefield_value(at) if at else None


def _spot(values: Sequence[Any]) -> Spot:
    found = dict(zip(NAMES, values, strict=True))
    for name in _INSTANT:
        found[name] = _instant(found[name])
    found["is_held"] = bool(found["is_held"])
    return Spot(**found)


def _instant(value: Any) -> datetime | None:
    """SQLite keeps instants without a zone, in UTC."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value
