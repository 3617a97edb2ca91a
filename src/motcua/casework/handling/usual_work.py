"""The list officers look at most, asked by statements made once: own work, nobody covered, nothing narrowed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from motcua.casework.dossiers.models import Dossier
from motcua.casework.handling.work_list import Span, WorkList, as_rows, at_steps, work_of
from motcua.facilities.workflow.models import Token
from motcua.kernel.prepared import Given, Prepared

Build = Callable[[WorkList], QuerySet[Any, Any]]


class UsualWork(WorkList):
    """As `work_of(roles=…, officer_id=…)` of one or more roles; its querysets are built when they are asked for."""

    def __init__(self, roles: Sequence[tuple[int, str]], officer_id: int) -> None:
        self._roles, self._officer_id = tuple(roles), officer_id
        self._values: dict[str, Any] = {"officer": officer_id}
        for place, (agency, role) in enumerate(self._roles):
            self._values |= {f"agency{place}": agency, f"role{place}": role}

    def _whole(self) -> WorkList:
        return work_of(roles=self._roles, officer_id=self._officer_id)

    @property
    def steps(self) -> QuerySet[Token]:  # type: ignore[override]
        return self._whole().steps

    @property
    def drafts(self) -> QuerySet[Dossier]:  # type: ignore[override]
        return self._whole().drafts

    def up_to(self, most: int) -> int:
        (steps,) = self._asked(_steps_counted, most).summed("COUNT(*)", **self._values)
        return min(steps + self._drafts_up_to(most), most)

    def due_counts(self, spans: Mapping[str, Span], most: int) -> tuple[int, dict[str, int]]:
        columns, params = ["COUNT(*)"], []
        for first, end in spans.values():
            since = "due_at >= %s AND " if first else ""
            columns.append(f"COUNT(*) FILTER (WHERE {since}due_at < %s)")
            params += _given(first, end)
        found = self._asked(_steps_counted, most).summed(", ".join(columns), *params, **self._values)
        tally = dict(zip(spans, found[1:], strict=True))
        return min(found[0] + self._drafts_up_to(most), most), tally

    def _drafts_up_to(self, most: int) -> int:
        (drafts,) = self._asked(_drafts_counted, most).summed("COUNT(*)", **self._values)
        return int(drafts)

    def __getitem__(self, wanted: slice) -> list[Dossier]:
        if wanted.start or not wanted.stop:
            return self._whole()[wanted]
        rows = at_steps(self._asked(_first_steps, wanted.stop)(**self._values))
        if len(rows) < wanted.stop:
            rows += self._asked(_first_drafts, wanted.stop)(**self._values)
        return rows[: wanted.stop]

    def _asked(self, what: Callable[[int, int], Prepared[Any]], most: int) -> Prepared[Any]:
        return what(len(self._roles), most)


def _given(*instants: datetime | None) -> list[datetime]:
    return [one for one in instants if one is not None]


def _of(pairs: int) -> WorkList:
    """The list of so many roles, values left open."""
    roles: Any = [(Given(f"agency{place}"), Given(f"role{place}")) for place in range(pairs)]
    officer: Any = Given("officer")
    return work_of(roles=roles, officer_id=officer)


@lru_cache(maxsize=64)
def _first_steps(pairs: int, most: int) -> Prepared[Token]:
    return Prepared(lambda: _of(pairs).steps[:most])


@lru_cache(maxsize=64)
def _first_drafts(pairs: int, most: int) -> Prepared[Dossier]:
    return Prepared(lambda: as_rows(_of(pairs).drafts)[:most])


@lru_cache(maxsize=64)
def _steps_counted(pairs: int, most: int) -> Prepared[Any]:
    return Prepared(lambda: _of(pairs).steps.values_list("due_at")[:most])


@lru_cache(maxsize=64)
def _drafts_counted(pairs: int, most: int) -> Prepared[Any]:
    return Prepared(lambda: _of(pairs).drafts.order_by().values_list("pk")[:most])
