"""Counts over the rows of dossiers, grouped in the database.

`Dossier` columns follow from the log (`casework.dossiers.state`), so these counts do too: the
tests recompute them from events. What is stopped (withdrawn, or never completed by the
applicant) counts as settled on the day it was stopped.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Count, DateField, F, Func, Q
from django.db.models.functions import Coalesce

from motcua.casework.dossiers.choices import IN_PROCESS, RUNNING, IntakeChannel
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.models.dossier import CLOCK_RUNS, DossierQuerySet
from motcua.casework.joint.models import Part
from motcua.insight.statistics.rules import Flow, Period, Settlement, Standing

AGENCY, VERSION = "competent_agency_id", "procedure_version_id"
SETTLED = Coalesce("resolved_at", "ended_at")
_IN_PROCESS = [status.value for status in IN_PROCESS]
_RUNNING = [status.value for status in RUNNING]
_ONLINE = Q(intake_channel=IntakeChannel.ONLINE)
_OVERDUE = Q(settled_at__gt=F("due_at"))


class LocalDay(Func):
    """The day of an instant in Viet Nam, without a Python call for each row on SQLite."""

    output_field = DateField()
    template = "(%(expressions)s AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        """Viet Nam has kept seven hours before UTC since 1975, and SQLite knows no zones."""
        return self.as_sql(compiler, connection, template="date(%(expressions)s, '+7 hours')", **context)


def in_agencies(agency_ids: Collection[int]) -> DossierQuerySet:
    """Dossiers that these agencies are competent to decide; of a joint application each counts one."""
    again = Part.objects.filter(is_counted=False).values("dossier")
    return Dossier.objects.order_by().filter(competent_agency_id__in=agency_ids).exclude(pk__in=again)


def settlement(agency_ids: Collection[int], period: Period, now: datetime) -> dict[int, Settlement]:
    """The figures of 06a by procedure version."""
    start, at = period.start, period.measured_at(now)
    new, settled = Q(accepted_at__gte=start), Q(settled_at__lt=at)
    early = Q(due_at__isnull=True) | Q(settled_day__lt=F("due_day"))
    # Of what is unsettled, waiting for the applicant or for a decision to stop is not late, as in the work list,
    # nor what is late only since its clock stands.
    late = Q(due_at__lt=at) & (Q(settled_at__gte=at) | Q(status__in=_IN_PROCESS)) & CLOCK_RUNS
    found = (
        _with_settled(agency_ids)
        .annotate(settled_day=LocalDay(SETTLED), due_day=LocalDay("due_at"))
        .filter(Q(settled_at__isnull=True) | Q(settled_at__gte=start), accepted_at__lt=at)
        .values_list(_grouped(VERSION))
        .annotate(
            everything=Count("pk"),
            new=_count(new),
            online=_count(new & _ONLINE),
            settled=_count(settled),
            early=_count(settled & early),
            overdue=_count(settled & _OVERDUE),
            late=_count(late),
            stopped=_count(settled & Q(resolved_at__isnull=True)),
        )
    )
    return {row[0]: _settlement(*row[1:]) for row in found}


def flow(agency_ids: Collection[int], period: Period, now: datetime, *, by: str) -> dict[int, Flow]:
    """What came in and what was settled in the period, by agency or procedure version."""
    start, at = period.start, period.measured_at(now)
    new = Q(accepted_at__gte=start, accepted_at__lt=at)
    settled = Q(settled_at__gte=start, settled_at__lt=at)
    found = (
        _with_settled(agency_ids)
        .filter(new | settled, accepted_at__isnull=False)
        .values_list(_grouped(by))
        .annotate(
            new=_count(new),
            online=_count(new & _ONLINE),
            settled=_count(settled),
            overdue=_count(settled & _OVERDUE),
        )
    )
    return {row[0]: Flow(*row[1:]) for row in found}


def standing(agency_ids: Collection[int], now: datetime, today: Period, *, by: str) -> dict[int, Standing]:
    """What is being worked on now, by agency or procedure version."""
    in_process = Q(status__in=_IN_PROCESS) & CLOCK_RUNS
    found = (
        in_agencies(agency_ids)
        .filter(ended_at__isnull=True, status__in=_RUNNING, accepted_at__isnull=False)
        .values_list(_grouped(by))
        .annotate(
            running=Count("pk"),
            due_today=_count(in_process & Q(due_at__gte=today.start, due_at__lt=today.end)),
            late=_count(in_process & Q(due_at__lt=now)),
            stands=_count(Q(clock_stopped_at__isnull=False)),
        )
    )
    return {row[0]: Standing(*row[1:]) for row in found}


def _with_settled(agency_ids: Collection[int]) -> DossierQuerySet:
    return in_agencies(agency_ids).annotate(settled_at=SETTLED)


def _grouped(by: str) -> Any:
    """The column to group by; as a sum, so that SQLite walks `dossier_counted` and not the column's own index."""
    return F(by) + 0 if by == VERSION else by


def _count(wanted: Q) -> Count:
    return Count("pk", filter=wanted)


def _settlement(everything: int, new: int, online: int, settled: int, *outcome: int) -> Settlement:
    early, overdue, late, stopped = outcome
    return Settlement(
        online=online,
        direct=new - online,
        carried=everything - new,
        early=early,
        on_time=settled - early - overdue,
        overdue=overdue,
        in_time=everything - settled - late,
        late=late,
        stopped=stopped,
    )
