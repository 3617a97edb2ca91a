"""The work list narrowed by what was asked, and how many each further choice would leave.

The page itself is one indexed read. What stands beside each choice is counted over the
WINDOW soonest due only, in memory: a list of millions costs no more than one of hundreds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from motcua.casework.dossiers.models import Dossier
from motcua.casework.handling.filters import DueState, Filters, Holder
from motcua.casework.handling.work_list import WorkList
from motcua.facilities.workflow.models import Token
from motcua.kernel.clock import VIETNAM

WINDOW = 500
SOON = timedelta(days=1)
_OF_A_STEP = ("state", "role", "step", "on")


@dataclass(frozen=True)
class Asking:
    """Who asks, when, and the dossiers their words were found in (None: no words)."""

    officer_id: int
    at: datetime
    found: frozenset[int] | None = None

    def spans(self) -> dict[str, tuple[datetime | None, datetime]]:
        return {state: self.span(state) for state in DueState.values}

    def span(self, state: str) -> tuple[datetime | None, datetime]:
        """From when until before when something is late, due today or soon."""
        if state == DueState.LATE:
            return None, self.at
        if state == DueState.SOON:
            return self.at, self.at + SOON
        return self.at, day_span(self.at.astimezone(VIETNAM).date())[1]


def day_span(day: date) -> tuple[datetime, datetime]:
    """The first instant of a day in Viet Nam and of the next."""
    first = datetime.combine(day, time.min, VIETNAM)
    return first, first + timedelta(days=1)


def narrowed(found: WorkList, filters: Filters, asking: Asking) -> WorkList:
    """What is left of a list."""
    if filters.is_open():
        return found
    drafts = found.drafts
    if any(getattr(filters, name) for name in _OF_A_STEP):
        drafts = drafts.none()  # still being put down: neither due nor at a step
    else:
        drafts = _held(_about(drafts, filters, asking), filters.holder, asking, "holder_officer_id")
        drafts = drafts.filter(holder_agency_id=filters.agency) if filters.agency else drafts
    return WorkList(_steps(found.steps, filters, asking), drafts)


def _steps(steps: QuerySet[Token], filters: Filters, asking: Asking) -> QuerySet[Token]:
    steps = _held(steps, filters.holder, asking, "officer_id")
    exact = {"agency_id": filters.agency, "role": filters.role, "step_kind": filters.step}
    steps = steps.filter(**{name: value for name, value in exact.items() if value})
    if filters.state:
        first, end = asking.span(filters.state)
        steps = steps.filter(due_at__lt=end)
        steps = steps.filter(due_at__gte=first) if first else steps
    if filters.on:
        first, end = day_span(filters.on)
        steps = steps.filter(due_at__gte=first, due_at__lt=end)
    if filters.procedure or filters.received or asking.found is not None:
        about = _about(Dossier.objects.filter(process_run__isnull=False), filters, asking)
        steps = steps.filter(run_id__in=about.order_by().values("process_run_id"))
    return steps


def _held(rows: QuerySet, holder: str, asking: Asking, column: str) -> QuerySet:
    if holder == Holder.NOBODY:
        return rows.filter(**{f"{column}__isnull": True})
    wanted = asking.officer_id if holder == Holder.ME else holder
    return rows.filter(**{column: wanted}) if wanted else rows


def _about(dossiers: QuerySet[Dossier], filters: Filters, asking: Asking) -> QuerySet[Dossier]:
    wanted = Q()
    if filters.procedure:
        wanted &= Q(procedure_version__procedure_id=filters.procedure)
    if filters.received:
        wanted &= Q(receiving_agency_id=filters.received)
    if asking.found is not None:
        wanted &= Q(pk__in=asking.found)
    return dossiers.filter(wanted)


@dataclass(frozen=True)
class Seen:
    """One row of the window: what each filter asks about; `procedure_name` is shown beside its id."""

    dossier: int
    procedure: int
    received: int
    agency: int
    holder: int | None
    role: str = ""
    step: str = ""
    due_at: datetime | None = None
    procedure_name: str = ""


def window(found: WorkList) -> list[Seen]:
    """The WINDOW soonest due of a list, drafts after them; two reads, whatever the list holds."""
    columns = ("run_id", "agency_id", "officer_id", "role", "step_kind", "due_at")
    steps = list(found.steps[:WINDOW].values_list(*columns))
    about = {
        row[0]: row[1:] for row in _abouts(Dossier.objects.filter(process_run__in={s[0] for s in steps}))
    }
    rows = [
        Seen(pk, procedure, received, agency or 0, officer, role, step, due_at, name)
        for run, agency, officer, role, step, due_at in steps
        if run in about
        for pk, procedure, name, received, _agency, _officer in [about[run]]
    ]
    drafts = found.drafts[: WINDOW - len(steps)]
    return rows + [
        Seen(pk, procedure, received, agency or 0, officer, procedure_name=name)
        for _run, pk, procedure, name, received, agency, officer in _abouts(drafts)
    ]


def _abouts(dossiers: QuerySet[Dossier]) -> QuerySet:
    return dossiers.values_list(
        "process_run_id", "pk", "procedure_version__procedure_id", "procedure_version__name",
        "receiving_agency_id", "holder_agency_id", "holder_officer_id",
    )  # fmt: skip


def is_left(row: Seen, filters: Filters, asking: Asking) -> bool:
    """Whether a row stays under these filters; says of one row what `narrowed` says of all."""
    if asking.found is not None and row.dossier not in asking.found:
        return False
    for name in ("agency", "procedure", "received", "role", "step"):
        wanted = getattr(filters, name)
        if wanted and getattr(row, name) != wanted:
            return False
    if filters.holder and not _is_held(row, filters.holder, asking):
        return False
    if filters.state and not _is_due(row, *asking.span(filters.state)):
        return False
    return not filters.on or _is_due(row, *day_span(filters.on))


def _is_held(row: Seen, holder: str, asking: Asking) -> bool:
    if holder == Holder.NOBODY:
        return row.holder is None
    return row.holder == (asking.officer_id if holder == Holder.ME else int(holder))


def _is_due(row: Seen, first: datetime | None, end: datetime) -> bool:
    return row.due_at is not None and row.due_at < end and (first is None or row.due_at >= first)


def counts(rows: Collection[Seen], filters: Filters, asking: Asking) -> dict[str, Counter]:
    """For each filter, how many rows each of its choices would leave, the other filters standing."""
    found: dict[str, Counter] = {
        field.name: Counter() for field in fields(Filters) if field.name not in ("q", "on")
    }
    asked = {field.name: getattr(filters, field.name) for field in fields(Filters)}
    alone: dict[str, Any] = {name: {name: value} for name, value in asked.items() if value}
    single = {name: Filters(**one) for name, one in alone.items()}
    spans = asking.spans()
    for row in rows:
        failed = [name for name, one in single.items() if not is_left(row, one, asking)]
        # What one filter alone keeps out would come in by another choice of that filter.
        for name in failed if len(failed) == 1 else () if failed else found:
            if name in found:
                found[name].update(_values(name, row, asking.officer_id, spans))
    return found


def _values(name: str, row: Seen, officer_id: int, spans: Mapping[str, tuple]) -> Iterable[object]:
    """The choices of a filter that this row belongs to."""
    if name == "state":
        return [state for state, span in spans.items() if _is_due(row, *span)]
    if name == "holder":
        if row.holder is None:
            return (Holder.NOBODY.value,)
        return (Holder.ME.value,) if row.holder == officer_id else (str(row.holder),)
    return (getattr(row, name),)
