"""Reads the starter catalogue: facts of common procedures, restated in a compact shape.

One object a procedure. `limit` is "3 working_day", "0 working_day" (on the day itself) or
a map of channel to limit; `papers` are texts or objects; `cases` are further lists of
papers. Defaults stand in `_DEFAULTS`.
"""

from __future__ import annotations

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

_CHANNELS = [kind.value for kind in ChannelKind]
_BODIES = {
    "commune": "Ủy ban nhân dân cấp xã",
    "province": "Ủy ban nhân dân cấp tỉnh",
}


def read_starter(raw: Any) -> CatalogueRecord:
    """The record as catalogue content; BadRecord names what is wrong."""
    try:
        return _read(Fields(raw))
    except BadRecord:
        raise
    except ValueError as error:
        raise BadRecord(str(error)) from error


def _read(record: Fields) -> CatalogueRecord:
    code, name = record.text("code", limit=40), record.text("name", limit=4_000)
    if not is_procedure_code(code) or not name:
        raise BadRecord("thiếu mã hoặc tên thủ tục")
    decision = record.texts("decision")
    return CatalogueRecord(
        code=code,
        kind=RecordKind.STARTER,
        is_active=True,
        effective_on=record.day("from"),
        content=VersionContent(
            name=name,
            sectors=_sector(record),
            levels=tuple(ProcedureLevel(level).value for level in record.texts("levels")),
            online_level=OnlineLevel(record.text("online") or OnlineLevel.PARTIAL_ONLINE.value).value,
            audiences=tuple(record.texts("audiences") or ["Công dân Việt Nam"]),
            promulgated_by=record.text("ministry"),
            executing=record.text("executing")
            or "; ".join(_BODIES[level] for level in record.texts("levels") if level in _BODIES),
            steps=tuple(StepContent("", step) for step in record.texts("steps")),
            requirements=record.text("requirements", multiline=True),
            is_cross_boundary=record.flag("cross_boundary"),
            decision_number=decision[0] if decision else "",
            decision_agency=decision[1] if len(decision) > 1 else "",
            keywords=record.text("keywords"),
            channels=_channels(record),
            cases=_cases(record),
            legal_bases=tuple(_pair(text) for text in record.texts("laws")),
            results=tuple(_pair(text) for text in record.texts("results")),
        ),
    )


def _sector(record: Fields) -> tuple[CodedName, ...]:
    text = record.text("sector", limit=400)
    return (_pair(text),) if text else ()


def _pair(text: str) -> CodedName:
    """A code and a name in one text: "60/2014/QH13 Luật Hộ tịch"; a text without a code is a name."""
    first, _, rest = text.partition(" ")
    has_code = rest and any(c.isdigit() for c in first)
    return CodedName(first, rest.strip()) if has_code else CodedName("", text)


def _channels(record: Fields) -> tuple[ChannelContent, ...]:
    """Each channel with its limit; fees are the same on all of them."""
    fees = tuple(_fee(text) for text in record.texts("fees"))
    note = record.text("limit_note")
    channels = []
    for kind in record.texts("channels") or _CHANNELS:
        limit = _limit(record.text(f"limit_{kind}") or record.text("limit"))
        content = LimitContent(limit[0], limit[1], note, fees=fees)
        channels.append(ChannelContent(ChannelKind(kind).value, (content, *_variants(record))))
    return tuple(channels)


def _variants(record: Fields) -> tuple[LimitContent, ...]:
    found = []
    for n, row in enumerate(record.rows("variants"), start=1):
        value, unit = _limit(row.text("limit"))
        code = f"{record.text('code')}.{n:02}"
        found.append(LimitContent(value, unit, "", code, row.text("name")))
    return tuple(found)


def _limit(text: str) -> tuple[Decimal | None, str]:
    value, _, unit = text.partition(" ")
    if not text:
        return None, LimitUnit.OTHER.value
    number = as_number(value)
    if number is None or unit not in LimitUnit.values:
        raise BadRecord(f"thời hạn không đọc được: {text}")
    return number, unit


def _fee(text: str) -> FeeContent:
    """ "charge 50000 Lời diễn giải"; "-" stands for an amount that only words tell."""
    kind, amount, words = [*text.split(" ", 2), "", ""][:3]
    if kind not in FeeKind.values or not (amount == "-" or amount.isdigit()):
        raise BadRecord(f"phí không đọc được: {text}")
    return FeeContent(kind, None if amount == "-" else int(amount), words)


def _cases(record: Fields) -> tuple[CaseContent, ...]:
    cases = [
        CaseContent(
            CaseKind.SUBMIT.value if record.has("show") else CaseKind.SHARED.value, "", _papers(record)
        )
    ]
    if record.has("show"):
        cases.append(CaseContent(CaseKind.PRESENT.value, "", _papers(record, "show")))
    for row in record.rows("cases"):
        cases.append(CaseContent(CaseKind.ALTERNATIVE.value, row.text("name"), _papers(row)))
    return tuple(case for case in cases if case.components or case.kind == CaseKind.ALTERNATIVE)


def _papers(record: Fields, key: str = "papers") -> tuple[ComponentContent, ...]:
    return tuple(_paper(text, key) for text in record.texts(key))


def _paper(text: str, key: str) -> ComponentContent:
    """ "Tên giấy tờ | 1+1 | form optional": originals + copies (1+0 when left out), then marks."""
    name, quantity, marks = [*(part.strip() for part in text.split("|")), "", ""][:3]
    originals, _, copies = (quantity or ("0+0" if key == "show" else "1+0")).partition("+")
    if not originals.isdigit() or not (copies or "0").isdigit():
        raise BadRecord(f"số lượng giấy tờ không đọc được: {text}")
    return ComponentContent(
        name=name,
        is_required="optional" not in marks.split(),
        original_qty=int(originals),
        copy_qty=int(copies or 0),
        has_eform="form" in marks.split(),
    )
