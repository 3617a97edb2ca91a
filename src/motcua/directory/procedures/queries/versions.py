from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from motcua.directory.procedures.choices import VersionState
from motcua.directory.procedures.models import (
    Channel,
    Procedure,
    ProcedureCase,
    ProcedureVersion,
    TimeLimit,
)
from motcua.directory.procedures.rules.codes import is_procedure_code, national_code
from motcua.directory.procedures.rules.content import (
    CaseContent,
    ChannelContent,
    CodedName,
    ComponentContent,
    FeeContent,
    LimitContent,
    StepContent,
    VersionContent,
)


def _holds_on(day: date) -> Q:
    return (
        ~Q(state=VersionState.DRAFT)
        & Q(valid_from__lte=day)
        & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))
    )


def versions_in_force(on: date) -> QuerySet[ProcedureVersion]:
    """The version of every procedure that holds on a day."""
    holds = _holds_on(on)
    newer = ProcedureVersion.objects.filter(
        holds, procedure=OuterRef("procedure"), number__gt=OuterRef("number")
    )
    return ProcedureVersion.objects.filter(holds).filter(~Exists(newer)).select_related("procedure")


def version_in_force(procedure: str | int, on: date) -> ProcedureVersion | None:
    """What a procedure says on a day; `procedure` is its id or its code, national or local.

    None when there is no such procedure or nothing of it holds on that day.
    """
    if isinstance(procedure, int):
        chosen = Q(procedure_id=procedure)
    else:
        found = procedure_with_code(procedure)
        if found is None:
            return None
        chosen = Q(procedure=found)
    holding = ProcedureVersion.objects.filter(_holds_on(on), chosen).select_related("procedure")
    return holding.order_by("-number").first()


def procedure_with_code(code: str) -> Procedure | None:
    """The procedure with exactly this code, else the national one that a local code belongs to."""
    if not is_procedure_code(code):
        return None
    return Procedure.objects.filter(code__in={code, national_code(code)}).order_by("-code").first()


def versions_of(procedure_id: int) -> QuerySet[ProcedureVersion]:
    """All versions of a procedure, newest first."""
    versions = ProcedureVersion.objects.filter(procedure_id=procedure_id)
    return versions.select_related("procedure").order_by("-number")


def with_content(versions: QuerySet[ProcedureVersion]) -> QuerySet[ProcedureVersion]:
    """The same versions with all their children fetched in eight further queries."""
    limits = TimeLimit.objects.prefetch_related("fees")
    return versions.prefetch_related(
        "version_sectors__sector",
        "legal_bases",
        "results",
        Prefetch("cases", ProcedureCase.objects.prefetch_related("components")),
        Prefetch("channels", Channel.objects.prefetch_related(Prefetch("time_limits", limits))),
    )


def content_of(version: ProcedureVersion) -> VersionContent:
    """Everything a version says, as plain values; equal to what was imported."""
    return VersionContent(
        name=version.name,
        scope=version.scope,
        sectors=tuple(
            CodedName(row.sector.code, row.sector.name) for row in _ordered(version.version_sectors.all())
        ),
        levels=tuple(version.levels),
        online_level=version.online_level,
        audiences=tuple(version.audiences),
        promulgated_by=version.promulgated_by,
        competent=version.competent,
        executing=version.executing,
        coordinating=version.coordinating,
        receiving_address=version.receiving_address,
        steps=tuple(StepContent(step["name"], step["text"]) for step in version.steps),
        requirements=version.requirements,
        is_cross_boundary=version.is_cross_boundary,
        decision_number=version.decision_number,
        decision_on=version.decision_on,
        decision_agency=version.decision_agency,
        home_system=version.home_system,
        keywords=version.keywords,
        channels=tuple(_channel(row) for row in _ordered(version.channels.all())),
        cases=tuple(_case(row) for row in _ordered(version.cases.all())),
        legal_bases=tuple(CodedName(row.number, row.name) for row in _ordered(version.legal_bases.all())),
        results=tuple(CodedName(row.result_type, row.name) for row in _ordered(version.results.all())),
    )


def _ordered(rows: Iterable) -> list:
    return sorted(rows, key=lambda row: row.position)


def _case(case: ProcedureCase) -> CaseContent:
    papers = tuple(
        ComponentContent(
            name=row.name,
            code=row.code,
            is_required=row.is_required,
            original_qty=row.original_qty,
            copy_qty=row.copy_qty,
            has_eform=row.has_eform,
            is_result=row.is_result,
            forms=tuple(row.forms),
        )
        for row in _ordered(case.components.all())
    )
    return CaseContent(case.kind, case.name, papers)


def _channel(channel: Channel) -> ChannelContent:
    return ChannelContent(channel.kind, tuple(_limit(row) for row in _ordered(channel.time_limits.all())))


def _limit(limit: TimeLimit) -> LimitContent:
    fees = tuple(FeeContent(row.kind, row.amount_vnd, row.description) for row in _ordered(limit.fees.all()))
    return LimitContent(limit.value, limit.unit, limit.text, limit.variant_code, limit.variant_name, fees)
