"""Writes version contents as rows, level by level, in as few statements as the engines allow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from motcua.directory.procedures.models import (
    Channel,
    Component,
    Fee,
    LegalBasis,
    ProcedureCase,
    ProcedureVersion,
    Result,
    Sector,
    TimeLimit,
    VersionSector,
)
from motcua.directory.procedures.rules.content import CodedName, VersionContent
from motcua.kernel.text import fold

Written = Sequence[tuple[ProcedureVersion, VersionContent]]


def version_row(content: VersionContent, **known: Any) -> ProcedureVersion:
    """An unsaved version that says what `content` says; `known` are the columns about it."""
    return ProcedureVersion(
        name=content.name,
        folded=fold(content.name),
        scope=content.scope,
        levels=list(content.levels),
        online_level=content.online_level,
        audiences=list(content.audiences),
        promulgated_by=content.promulgated_by,
        competent=content.competent,
        executing=content.executing,
        coordinating=content.coordinating,
        receiving_address=content.receiving_address,
        steps=[{"name": step.name, "text": step.text} for step in content.steps],
        requirements=content.requirements,
        is_cross_boundary=content.is_cross_boundary,
        decision_number=content.decision_number,
        decision_on=content.decision_on,
        decision_agency=content.decision_agency,
        home_system=content.home_system,
        keywords=content.keywords,
        **known,
    )


def write_versions(pairs: Written) -> None:
    """Store new versions with everything under them; the caller holds the transaction."""
    ProcedureVersion.objects.bulk_create([version for version, _ in pairs])
    _write_sectors(pairs)
    _write_papers(pairs)
    _write_channels(pairs)
    LegalBasis.objects.bulk_create(
        LegalBasis(version=version, number=item.code, name=item.name, position=n)
        for version, content in pairs
        for n, item in enumerate(content.legal_bases)
    )
    Result.objects.bulk_create(
        Result(version=version, result_type=item.code, name=item.name, position=n)
        for version, content in pairs
        for n, item in enumerate(content.results)
    )


def _write_sectors(pairs: Written) -> None:
    sectors = _sectors({item for _, content in pairs for item in content.sectors})
    VersionSector.objects.bulk_create(
        VersionSector(version=version, sector=sectors[item], position=n)
        for version, content in pairs
        for n, item in enumerate(content.sectors)
    )


def _sectors(wanted: Iterable[CodedName]) -> dict[CodedName, Sector]:
    """Rows of the sectors, made where they are new."""
    wanted = set(wanted)

    def known() -> dict[CodedName, Sector]:
        rows = Sector.objects.filter(name__in={item.name for item in wanted})
        return {CodedName(row.code, row.name): row for row in rows}

    new = wanted - known().keys()
    Sector.objects.bulk_create(
        [Sector(code=item.code, name=item.name, slug=slug(item.name or item.code)) for item in new],
        ignore_conflicts=True,
    )
    return known()


def slug(name: str) -> str:
    """A sector's name in an address: "Hộ tịch" is `ho-tich`."""
    return "-".join("".join(c if c.isalnum() else " " for c in fold(name)).split())


def _write_papers(pairs: Written) -> None:
    cases = [
        (ProcedureCase(version=version, kind=case.kind, name=case.name, position=n), case)
        for version, content in pairs
        for n, case in enumerate(content.cases)
    ]
    ProcedureCase.objects.bulk_create([row for row, _ in cases])
    Component.objects.bulk_create(
        Component(
            case=row,
            code=paper.code,
            name=paper.name,
            is_required=paper.is_required,
            original_qty=paper.original_qty,
            copy_qty=paper.copy_qty,
            has_eform=paper.has_eform,
            is_result=paper.is_result,
            forms=list(paper.forms),
            position=n,
        )
        for row, case in cases
        for n, paper in enumerate(case.components)
    )


def _write_channels(pairs: Written) -> None:
    channels = [
        (Channel(version=version, kind=channel.kind, position=n), channel)
        for version, content in pairs
        for n, channel in enumerate(content.channels)
    ]
    Channel.objects.bulk_create([row for row, _ in channels])
    limits = [
        (
            TimeLimit(
                channel=row,
                value=limit.value,
                unit=limit.unit,
                text=limit.text,
                variant_code=limit.variant_code,
                variant_name=limit.variant_name,
                position=n,
            ),
            limit,
        )
        for row, channel in channels
        for n, limit in enumerate(channel.limits)
    ]
    TimeLimit.objects.bulk_create([row for row, _ in limits])
    Fee.objects.bulk_create(
        Fee(time_limit=row, kind=fee.kind, amount_vnd=fee.amount_vnd, description=fee.description, position=n)
        for row, limit in limits
        for n, fee in enumerate(limit.fees)
    )
