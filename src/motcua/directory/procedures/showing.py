"""A procedure as pages show it, to citizens and to officers alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from motcua.directory.procedures import queries
from motcua.directory.procedures.choices import (
    CaseKind,
    ChannelKind,
    FeeKind,
    OnlineLevel,
    ProcedureLevel,
    RecordKind,
    VersionState,
)
from motcua.directory.procedures.models import Offer, ProcedureVersion
from motcua.directory.procedures.rules.content import (
    CaseContent,
    ChannelContent,
    FeeContent,
    LimitContent,
    VersionContent,
)
from motcua.directory.procedures.rules.limits import Limit
from motcua.kernel.ui import words


@dataclass(frozen=True)
class FeeLine:
    """ "Lệ phí: 8.000 ₫, mỗi bản sao"; `amount` is empty where only the note tells it."""

    kind: str
    amount: str
    note: str


@dataclass(frozen=True)
class LimitLine:
    time: str
    note: str
    variant: str
    fees: tuple[FeeLine, ...]


@dataclass(frozen=True)
class ChannelLine:
    """Channels with the same times and fees, told once."""

    names: tuple[str, ...]
    limits: tuple[LimitLine, ...]

    @property
    def title(self) -> str:
        return " · ".join(self.names)


@dataclass(frozen=True)
class PaperList:
    title: str
    is_alternative: bool
    is_note: bool
    case: CaseContent


@dataclass(frozen=True)
class Shown:
    """One version with everything its page needs."""

    version: ProcedureVersion
    content: VersionContent
    limit: Limit | None
    channels: tuple[ChannelLine, ...]
    papers: tuple[PaperList, ...]
    offers: Sequence[Offer]
    versions: Sequence[ProcedureVersion]
    today: date

    @property
    def code(self) -> str:
        return self.version.procedure.code

    @property
    def is_in_force(self) -> bool:
        current = self.current
        return current is not None and current.pk == self.version.pk

    @property
    def current(self) -> ProcedureVersion | None:
        """The version in force today, if there is one."""
        return next((v for v in self.versions if _holds(v, self.today)), None)

    @property
    def is_list_row(self) -> bool:
        return self.version.record_kind == RecordKind.LIST

    @property
    def has_alternatives(self) -> bool:
        return any(papers.is_alternative for papers in self.papers)

    @property
    def levels(self) -> str:
        return level_names(self.content.levels)

    @property
    def online(self) -> str:
        level = self.content.online_level
        return "" if level == OnlineLevel.UNKNOWN else str(OnlineLevel(level).label)


def shown(version_id: int, on: date) -> Shown | None:
    """The page of one version as seen on a day; None when there is no such version."""
    found = queries.with_content(
        ProcedureVersion.objects.filter(pk=version_id).select_related("procedure")
    ).first()
    if found is None:
        return None
    content = queries.content_of(found)
    return Shown(
        version=found,
        content=content,
        limit=queries.statutory_limit(found),
        channels=channel_lines(content.channels),
        papers=tuple(_paper_list(case) for case in content.cases),
        offers=list(queries.offers_for(found.procedure_id, on)),
        versions=list(queries.versions_of(found.procedure_id)),
        today=on,
    )


def _holds(version: ProcedureVersion, on: date) -> bool:
    begun = version.state != VersionState.DRAFT and version.valid_from <= on
    return begun and (version.valid_to is None or version.valid_to > on)


def level_names(levels: Sequence[str]) -> str:
    """ "Cấp xã, Cấp tỉnh", lowest first."""
    return ", ".join(str(level.label) for level in ProcedureLevel if level.value in levels)


def channel_lines(channels: Sequence[ChannelContent]) -> tuple[ChannelLine, ...]:
    """Channels whose times and fees are equal stand together."""
    gathered: dict[tuple[LimitContent, ...], list[str]] = {}
    for channel in channels:
        gathered.setdefault(channel.limits, []).append(str(ChannelKind(channel.kind).label))
    return tuple(
        ChannelLine(tuple(names), tuple(_limit_line(limit) for limit in limits))
        for limits, names in gathered.items()
    )


def _limit_line(limit: LimitContent) -> LimitLine:
    time = str(Limit(limit.value, limit.unit))
    variant = limit.variant_name or (_("Trường hợp %s") % limit.variant_code if limit.variant_code else "")
    return LimitLine(time, limit.text, variant, tuple(fee_line(fee) for fee in limit.fees))


def fee_line(fee: FeeContent) -> FeeLine:
    """0 with a note is told by the note ("do Hội đồng nhân dân quy định"), 0 alone is free."""
    amount = (
        ""
        if fee.amount_vnd is None or (fee.amount_vnd == 0 and fee.description)
        else words.vnd(fee.amount_vnd)
    )
    if fee.amount_vnd == 0 and not fee.description:
        amount = _("Không thu")
    return FeeLine(str(FeeKind(fee.kind).label), amount, fee.description)


def _paper_list(case: CaseContent) -> PaperList:
    kind = CaseKind(case.kind)
    title = case.name.lstrip("*-+ ").rstrip(" :") or str(kind.label)
    return PaperList(title, kind == CaseKind.ALTERNATIVE, kind == CaseKind.NOTE, case)
