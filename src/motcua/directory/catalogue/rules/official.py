"""Reads one full record as the national procedure database's own JSON API returns it.

The shape is documented by the records alone. What matters: times and fees hang under
`executionMethods` (the same method may come several times, once per time); the unit
OTHER has its true value only in `cases[].processingDay`; `executionCases` are lists of
papers, some of them for one case only.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from motcua.directory.catalogue.rules.fields import BadRecord, Fields, as_number
from motcua.directory.procedures.choices import (
    CaseKind,
    ChannelKind,
    FeeKind,
    LimitUnit,
    OnlineLevel,
    ProcedureLevel,
    RecordKind,
    Scope,
)
from motcua.directory.procedures.rules.codes import is_procedure_code
from motcua.directory.procedures.rules.content import (
    CaseContent,
    CatalogueRecord,
    ChannelContent,
    CodedName,
    ComponentContent,
    FeeContent,
    LimitContent,
    StepContent,
    VersionContent,
)
from motcua.directory.procedures.rules.limits import Limit, limit_in_words, longest
from motcua.kernel.text import fold

STATES = {
    **dict.fromkeys(("ACTIVE", "UPDATED", "PUBLISHED"), True),
    **dict.fromkeys(
        ("INACTIVE", "DELETED", "EXPIRED", "ABOLISHED", "CANCELED", "CANCELLED", "REVOKED"), False
    ),
}
SCOPES = {
    "STANDARD": Scope.STANDARD.value,
    "SPECIFIC": Scope.SPECIFIC.value,
    "STANDARD_INTERNAL": Scope.INTERNAL.value,
    "SPECIFIC_INTERNAL": Scope.INTERNAL.value,
}
_CHANNELS = {
    "DIRECT": ChannelKind.COUNTER.value,
    "ONLINE": ChannelKind.ONLINE.value,
    "POSTAL": ChannelKind.POST.value,
}
_UNITS = {
    "DAY": LimitUnit.DAY.value,
    "WORKING_DAY": LimitUnit.WORKING_DAY.value,
    "HOUR": LimitUnit.HOUR.value,
    "MONTH": LimitUnit.MONTH.value,
    "OTHER": LimitUnit.OTHER.value,
}
_FEES = {"FEE": FeeKind.FEE.value, "SERVICE_FEE": FeeKind.CHARGE.value, "PRICE_LEVEL": FeeKind.PRICE.value}
_LEVELS = {
    "isWard": ProcedureLevel.COMMUNE.value,
    "isProvince": ProcedureLevel.PROVINCE.value,
    "isMinistry": ProcedureLevel.MINISTRY.value,
    "isOtherAgency": ProcedureLevel.OTHER.value,
}
_CONTENT_KEYS = ("executionMethods", "executionCases", "executionSteps")
_MAX_LIMIT = 10_000
_MAX_COPIES = 1_000
_DONG = {"", "VND", "VNĐ", "ĐỒNG", "VIỆT NAM ĐỒNG"}


def read_official(raw: Any) -> CatalogueRecord:
    """The record as catalogue content; BadRecord names the first thing that cannot be read.

    A record without steps, methods and cases says no more than a row of the list, and
    counts as one.
    """
    record = Fields(raw)
    is_full = record.has(*_CONTENT_KEYS)
    proposal = record.row("procedureProposal")
    return CatalogueRecord(
        code=_code(record),
        kind=RecordKind.FULL if is_full else RecordKind.LIST,
        is_active=record.word("state", STATES, default="ACTIVE"),
        content=_content(record, proposal),
        source_id=record.text("id", limit=80),
        updated_at=record.instant("updatedAt"),
        effective_on=proposal.day("decisionDate") if proposal else None,
    )


def _code(record: Fields) -> str:
    code = record.text("code", limit=40)
    if not is_procedure_code(code):
        raise record.bad("code", f"không phải mã thủ tục: {code or 'trống'!s}")
    return code


def _content(record: Fields, proposal: Fields | None) -> VersionContent:
    name = record.text("name", limit=4_000)
    if not name:
        raise record.bad("name", "thiếu tên thủ tục")
    channels = _channels(record)
    issuer = proposal.row("issuingAgency") if proposal else None
    return VersionContent(
        name=name,
        scope=record.word("type", SCOPES, default="STANDARD"),
        sectors=_coded(record, "categoriesDetails") or _single(record, "category"),
        levels=tuple(level for key, level in _LEVELS.items() if record.flag(key)),
        online_level=_online_level(record, channels),
        audiences=tuple(_names(record, "subjectTypesDetails")),
        promulgated_by=record.text("departmentPromulgateName", limit=400),
        competent=_bodies(record, "departmentsAuthority", "unitGroupsAuthority", "departmentsAuthorized"),
        executing=_bodies(record, "departmentsExecuting", "unitGroupsExecuting"),
        coordinating=_bodies(record, "departmentsCoordinating", "unitGroupsCoordinating"),
        receiving_address=record.text("dossierReceivingAddresses", multiline=True),
        steps=_steps(record),
        requirements=record.text("requirementsAndConditions", multiline=True)
        or record.text("description", multiline=True),
        is_cross_boundary=record.flag("isNonTerritorial"),
        decision_number=proposal.text("proposalNumber", limit=120) if proposal else "",
        decision_on=proposal.day("decisionDate") if proposal else None,
        decision_agency=issuer.text("name", limit=400) if issuer else "",
        keywords=record.text("keywords", limit=4_000),
        channels=channels,
        cases=_cases(record),
        legal_bases=_coded(record, "legalBasisesDetails", code_limit=120),
        results=_coded(record, "resultsDetails"),
    )


def _online_level(record: Fields, channels: tuple[ChannelContent, ...]) -> str:
    if record.flag("isFullProcess"):
        return OnlineLevel.FULL_ONLINE.value
    if any(channel.kind == ChannelKind.ONLINE for channel in channels):
        return OnlineLevel.PARTIAL_ONLINE.value
    return OnlineLevel.NONE.value if channels else OnlineLevel.UNKNOWN.value


def _coded(record: Fields, key: str, *, code_limit: int = 40) -> tuple[CodedName, ...]:
    found = [
        CodedName(row.text("code", limit=max(code_limit, 80)), row.text("name", limit=4_000))
        for row in record.rows(key)
    ]
    return tuple(dict.fromkeys(item for item in found if item.code or item.name))


def _single(record: Fields, key: str) -> tuple[CodedName, ...]:
    row = record.row(key)
    return (CodedName(row.text("code", limit=40), row.text("name", limit=400)),) if row else ()


def _names(record: Fields, key: str) -> list[str]:
    names = [row.text("name", limit=1_000) for row in record.rows(key)]
    return [name for name in dict.fromkeys(names) if name]


def _bodies(record: Fields, *keys: str) -> str:
    return "; ".join(dict.fromkeys(name for key in keys for name in _names(record, key)))


def _steps(record: Fields) -> tuple[StepContent, ...]:
    steps = [
        StepContent(row.text("name", limit=4_000), row.text("description", multiline=True))
        for row in record.rows("executionSteps")
    ]
    return tuple(step for step in steps if step.name or step.text)


def _channels(record: Fields) -> tuple[ChannelContent, ...]:
    """Methods gathered by channel, in the order they first appear."""
    variants = _variants(record)
    gathered: dict[str, list[LimitContent]] = {}
    for method in record.rows("executionMethods"):
        kind = method.word("submissionMethod", _CHANNELS)
        gathered.setdefault(kind, []).append(_limit(method, variants))
    return tuple(
        ChannelContent(kind, (*limits, *_other_variants(limits, variants)))
        for kind, limits in gathered.items()
    )


def _variants(record: Fields) -> list[LimitContent]:
    """The procedure's own cases, each with the time it takes."""
    found = []
    for case in record.rows("cases"):
        day = case.row("processingDay")
        if day is None:
            continue
        value, unit = _amount(day, "qty"), day.word("type", _UNITS)
        if unit != LimitUnit.OTHER and value is not None:
            code, name = case.text("code", limit=80), case.text("name", limit=4_000)
            found.append(LimitContent(value, unit, "", code, name))
    return sorted(dict.fromkeys(found), key=lambda variant: variant.variant_code)


def _limit(method: Fields, variants: list[LimitContent]) -> LimitContent:
    unit = method.word("processingTimeUnit", _UNITS)
    text = method.text("description", multiline=True)
    fees = tuple(_fee(row) for row in method.rows("fees"))
    if unit != LimitUnit.OTHER:
        value = _amount(method, "processingTime")
        return LimitContent(value, unit if value is not None else LimitUnit.OTHER.value, text, fees=fees)
    raw = method.value("processingTime")
    words = method.text("processingTime", multiline=True) if isinstance(raw, str) else ""
    if raw is not None and not words and as_number(raw) is None:
        raise method.bad("processingTime", "phải là số hoặc chữ")
    if words and as_number(words) is None and fold(words) != "theo mo ta":
        text = f"{words}\n{text}".strip()
    known = longest(Limit(variant.value, variant.unit) for variant in variants) or limit_in_words(words)
    if known is None or known.value is None:
        return LimitContent(None, LimitUnit.OTHER.value, text, fees=fees)
    return LimitContent(known.value, known.unit, text, fees=fees)


def _amount(row: Fields, key: str) -> Decimal | None:
    value = row.number(key)
    if value is None:
        return None
    if value > _MAX_LIMIT or value != round(value, 3):
        raise row.bad(key, f"phải từ 0 đến {_MAX_LIMIT}, tối đa ba chữ số thập phân")
    return value


def _other_variants(limits: list[LimitContent], variants: list[LimitContent]) -> list[LimitContent]:
    stated = {(limit.value, limit.unit) for limit in limits}
    return [variant for variant in variants if (variant.value, variant.unit) not in stated]


def _fee(row: Fields) -> FeeContent:
    kind = row.word("type", _FEES)
    amount = row.number("value")
    words = row.text("description", multiline=True)
    currency = row.text("currencyName", limit=80)
    if amount is None:
        return FeeContent(kind, None, words)
    if currency.upper() not in _DONG:
        return FeeContent(kind, None, f"{format(amount.normalize(), 'f')} {currency}. {words}".strip())
    if amount != amount.to_integral_value():
        raise row.bad("value", "số tiền đồng phải là số nguyên")
    return FeeContent(kind, int(amount), words)


def _cases(record: Fields) -> tuple[CaseContent, ...]:
    rows = record.rows("executionCases")
    cases = []
    for row in rows:
        name = row.text("name", limit=8_000)
        components = tuple(_component(part) for part in row.rows("profileComponents"))
        if name or components:
            cases.append(CaseContent(case_kind(name, alone=len(rows) == 1).value, name, components))
    return tuple(cases)


def _component(row: Fields) -> ComponentContent:
    return ComponentContent(
        name=row.text("name", limit=16_000, multiline=True),
        code=row.text("code", limit=120),
        is_required=row.flag("required"),
        original_qty=row.count("originalQty", top=_MAX_COPIES),
        copy_qty=row.count("copyQty", top=_MAX_COPIES),
        has_eform=row.flag("hasElectronicForm"),
        is_result=row.flag("isProcessingResult"),
        forms=tuple(filter(None, (form.text("fileName", limit=400) for form in row.rows("attachments")))),
    )


def case_kind(name: str, *, alone: bool = False) -> CaseKind:
    """What a list of papers means, told by its heading."""
    folded = re.sub(r"^[\W_]+", "", fold(name))
    if not folded or re.fullmatch(r"(thanh phan )?ho so( bao)?( gom)?\W*", folded):
        return CaseKind.SHARED
    if folded.startswith(("luu y", "ghi chu")):
        return CaseKind.NOTE
    if "phai xuat trinh" in folded or folded.startswith("giay to xuat trinh"):
        return CaseKind.PRESENT
    if "phai nop" in folded or folded.startswith("giay to nop"):
        return CaseKind.SUBMIT
    if alone and "truong hop" not in folded and "doi voi" not in folded:
        return CaseKind.SHARED
    return CaseKind.ALTERNATIVE


__all__ = ["BadRecord", "case_kind", "read_official"]
