"""What the pages and sheets show: figures with the names they belong to, and the dossiers that are late."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import F, Q, QuerySet, Sum

from motcua.casework.dossiers.models import Dossier, DossierFee
from motcua.casework.recasing.models import FeeDifference
from motcua.casework.silence import queries as unanswered
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.models import Agency
from motcua.directory.procedures.models import ProcedureVersion, VersionSector
from motcua.facilities.workflow.models import ProcessVersion
from motcua.facilities.workflow.rules import Step
from motcua.insight.statistics.counting import AGENCY, VERSION, flow, in_agencies, settlement, standing
from motcua.insight.statistics.rules import Flow, Period, Settlement, Standing
from motcua.kernel.clock import VIETNAM
from motcua.kernel.text import fold

MOST_LATE_CORRECTIONS = 50

Figures = TypeVar("Figures", Flow, Settlement, Standing)


@dataclass(frozen=True)
class Line:
    """One agency or procedure with what it did in the period and what lies there now."""

    code: str
    name: str
    flow: Flow
    standing: Standing


@dataclass(frozen=True)
class Overview:
    """Tình hình giải quyết: by agency and by procedure, and altogether."""

    agencies: list[Line]
    procedures: list[Line]
    total: Line


@dataclass(frozen=True)
class SectorLine:
    """Lĩnh vực with its line of report 06a."""

    name: str
    figures: Settlement


def overview(agency_ids: Collection[int], period: Period, now: datetime, today: Period) -> Overview:
    """What came in and was settled in the period, what is running, due today and late now."""
    done = {by: flow(agency_ids, period, now, by=by) for by in (AGENCY, VERSION)}
    lying = {by: standing(agency_ids, now, today, by=by) for by in (AGENCY, VERSION)}
    bodies = Agency.objects.filter(pk__in=done[AGENCY].keys() | lying[AGENCY].keys())
    procedures = _procedures(done[VERSION].keys() | lying[VERSION].keys())
    total = Line("", "", sum(done[AGENCY].values(), Flow()), sum(lying[AGENCY].values(), Standing()))
    return Overview(
        agencies=_lines(done[AGENCY], lying[AGENCY], {body.pk: (body.code, body.name) for body in bodies}),
        procedures=_lines(done[VERSION], lying[VERSION], procedures),
        total=total,
    )


def _lines(
    done: Mapping[int, Flow], lying: Mapping[int, Standing], names: Mapping[int, tuple[str, str]]
) -> list[Line]:
    """Figures under the same code and name together, those with most late ones first."""
    flows, standing_now = _folded(done, names, Flow()), _folded(lying, names, Standing())
    lines = [
        Line(*name, flows.get(name, Flow()), standing_now.get(name, Standing()))
        for name in sorted(flows.keys() | standing_now.keys())
    ]
    return sorted(lines, key=lambda line: (-line.standing.late, -line.standing.running))


def _folded(
    counted: Mapping[int, Figures], names: Mapping[int, tuple[str, str]], nothing: Figures
) -> dict[tuple[str, str], Figures]:
    found: dict[tuple[str, str], Figures] = {}
    for key, figures in counted.items():
        name = names.get(key, ("", ""))
        found[name] = found.get(name, nothing) + figures
    return found


def _procedures(version_ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Code and name of the procedure behind each version; the newest version's name stands for all."""
    rows = list(
        ProcedureVersion.objects.filter(pk__in=version_ids)
        .order_by("number")
        .values_list("pk", "procedure__code", "name")
    )
    latest = {code: name for _pk, code, name in rows}
    return {pk: (code, latest[code]) for pk, code, _name in rows}


def by_sector(agency_ids: Collection[int], period: Period, now: datetime) -> list[SectorLine]:
    """Report 06a: a line for each sector, by name; procedures without one come last, under no name."""
    counted = settlement(agency_ids, period, now)
    folded = _folded(counted, _sectors(counted.keys()), Settlement())
    lines = [SectorLine(name, figures) for (_slug, name), figures in folded.items()]
    return sorted(lines, key=lambda line: (not line.name, fold(line.name)))


def mirrored(agency_ids: Collection[int], period: Period, now: datetime) -> int:
    """How many of the dossiers the report counts are settled in another system, whose word their state is."""
    counted = settlement(agency_ids, period, now)
    elsewhere = ProcedureVersion.objects.filter(pk__in=counted).exclude(home_system="")
    return sum(counted[pk].received for pk in elsewhere.values_list("pk", flat=True))


def _sectors(version_ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Slug and name of the first sector of each version; sectors of one slug go under one name."""
    rows = (
        VersionSector.objects.filter(version_id__in=version_ids)
        .order_by("-position", "-sector__name")
        .values_list("version_id", "sector__slug", "sector__name")
    )
    names = {slug: name for _version, slug, name in rows}
    return {version: (slug, names[slug]) for version, slug, _name in rows}


@dataclass(frozen=True)
class LateDossier:
    """A dossier past its promised minute, and where it lies: no word about whose it is."""

    dossier: Dossier
    procedure: str
    competent: str
    holder_agency: str
    role: str
    officer: str
    step: Step | None


def late(agency_ids: Collection[int], now: datetime) -> QuerySet[Dossier]:
    """Late dossiers, longest overdue first."""
    return in_agencies(agency_ids).filter(ended_at__isnull=True).overdue_at(now).order_by("due_at", "id")


@dataclass(frozen=True)
class Corrections:
    """Wrong results being put right: how many are open, which of them are late, how many came back late so far."""

    open: int
    late: list[Dossier]
    done_late: int


def corrections(agency_ids: Collection[int], now: datetime) -> Corrections:
    """Law: NĐ 118/2025, Điều 23.1 (T12): what the head of the agency answers for."""
    within = in_agencies(agency_ids)
    waiting = within.correcting().filter(correct_by__isnull=False)
    late = waiting.filter(correct_by__lt=now).select_related("competent_agency").order_by("correct_by", "id")
    done = within.filter(late_correction_count__gt=0).aggregate(total=Sum("late_correction_count"))
    return Corrections(waiting.count(), list(late[:MOST_LATE_CORRECTIONS]), done["total"] or 0)


@dataclass(frozen=True)
class Silences:
    """Opinions that other agencies have not given in time, and of how many the one-stop was not told."""

    open: int
    untold: int


def silences(agency_ids: Collection[int]) -> Silences:
    """Law: NĐ 118/2025, Điều 19.4 (T15)."""
    found = unanswered.within(agency_ids).order_by()
    return Silences(found.count(), found.filter(told_at__isnull=True).count())


def with_holders(dossiers: Iterable[Dossier], now: datetime) -> list[LateDossier]:
    """Who has each dossier, since when, at which step with how many hours to spend."""
    rows, today = list(dossiers), now.astimezone(VIETNAM).date()
    versions = ProcedureVersion.objects.filter(pk__in={row.procedure_version_id for row in rows})
    procedures = dict(versions.values_list("pk", "name"))
    processes = ProcessVersion.objects.in_bulk({row.process_version_id for row in rows})
    ids = {row.competent_agency_id for row in rows} | {row.holder_agency_id or 0 for row in rows}
    bodies = agencies.names_of(ids)
    people = agencies.officer_names_on((row.holder_officer_id or 0, today) for row in rows)
    return [
        LateDossier(
            dossier=row,
            procedure=procedures[row.procedure_version_id],
            competent=bodies[row.competent_agency_id],
            holder_agency=bodies.get(row.holder_agency_id or 0, ""),
            role=str(Role(row.holder_role).label) if row.holder_role in Role.values else "",
            officer=people.get((row.holder_officer_id or 0, today), ""),
            step=_step_of(row, processes),
        )
        for row in rows
    ]


def _step_of(row: Dossier, processes: Mapping[int, ProcessVersion]) -> Step | None:
    process = processes.get(row.process_version_id or 0)
    steps = process.sequence.steps if process else ()
    return next((step for step in steps if step.code == row.step), None)


@dataclass(frozen=True)
class FeeLine:
    """Khoản thu được ghi khi tiếp nhận, hoặc chênh lệch khi đổi trường hợp: of which dossier, what kind, how much."""

    noted_at: datetime
    code: str
    procedure: str
    kind: str
    amount_vnd: int


def fees_noted(one_stop_id: int, day: Period) -> list[FeeLine]:
    """Fees and charges that a one-stop noted in a day, as they came: at acceptances, and where a case was put right.

    The fees of a dossier are those of its right case, so what was noted at its acceptance is counted back.
    """
    changes = list(_changes(one_stop_id, day))
    counted_back = {change.dossier_id for change in changes}
    rows = list(_noted(one_stop_id, day).select_related("dossier"))
    found = [
        (row.dossier, row.dossier.accepted_at, row.kind, row.amount_vnd)
        for row in rows
        if row.dossier_id not in counted_back
    ]
    found += _counted_back([row for row in rows if row.dossier_id in counted_back], changes, day)
    found += [
        (change.dossier, change.noted_at, change.kind, change.amount_vnd)
        for change in changes
        if day.start <= change.noted_at < day.end
    ]
    versions = ProcedureVersion.objects.filter(pk__in={dossier.procedure_version_id for dossier, *_ in found})
    names = dict(versions.values_list("pk", "name"))
    lines = [
        FeeLine(at, dossier.code or "", names[dossier.procedure_version_id], kind, vnd)
        for dossier, at, kind, vnd in found
        if at
    ]
    return sorted(lines, key=lambda line: line.noted_at)


Noted = tuple[Dossier, datetime | None, str, int]


def _counted_back(rows: Iterable[DossierFee], changes: Iterable[FeeDifference], day: Period) -> list[Noted]:
    """What was noted at the acceptance of dossiers whose case was put right since."""
    dossiers: dict[int, Dossier] = {}
    sums: dict[tuple[int, str], int] = {}
    for sign, noted in ((1, rows), (-1, changes)):
        for one in noted:
            at = one.dossier.accepted_at
            if at is not None and day.start <= at < day.end:
                dossiers[one.dossier_id] = one.dossier
                key = (one.dossier_id, one.kind)
                sums[key] = sums.get(key, 0) + sign * one.amount_vnd
    return [(dossiers[pk], dossiers[pk].accepted_at, kind, vnd) for (pk, kind), vnd in sums.items() if vnd]


def fee_totals(lines: Iterable[FeeLine]) -> dict[str, int]:
    """Sums by kind of fee."""
    found: dict[str, int] = {}
    for line in lines:
        found[line.kind] = found.get(line.kind, 0) + line.amount_vnd
    return dict(sorted(found.items()))


def _changes(one_stop_id: int, day: Period) -> QuerySet[FeeDifference]:
    """Differences noted in a day, and those of dossiers accepted in it; of an acceptance taken back none."""
    in_day = Q(noted_at__gte=day.start, noted_at__lt=day.end)
    accepted = Q(dossier__accepted_at__gte=day.start, dossier__accepted_at__lt=day.end)
    of_acceptance = FeeDifference.objects.filter(noted_at__gte=F("dossier__accepted_at"))
    here = of_acceptance.filter(in_day | accepted, dossier__receiving_agency_id=one_stop_id)
    return here.select_related("dossier").order_by("id")


def _noted(one_stop_id: int, day: Period) -> QuerySet[DossierFee]:
    return DossierFee.objects.filter(
        dossier__receiving_agency_id=one_stop_id,
        dossier__accepted_at__gte=day.start,
        dossier__accepted_at__lt=day.end,
    ).order_by("dossier__accepted_at", "pk")
