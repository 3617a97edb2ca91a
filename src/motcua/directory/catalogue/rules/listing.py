"""Reads one row of the national list of procedures (CSV)."""

from __future__ import annotations

from motcua.directory.catalogue.rules.fields import Fields
from motcua.directory.catalogue.rules.official import SCOPES, STATES
from motcua.directory.procedures.choices import RecordKind
from motcua.directory.procedures.rules.codes import is_procedure_code
from motcua.directory.procedures.rules.content import CatalogueRecord, CodedName, VersionContent


def read_row(row: dict[str, str]) -> CatalogueRecord:
    """The row as catalogue content; BadRecord says what is wrong with it."""
    fields = Fields(row)
    code = fields.text("code", limit=40)
    if not is_procedure_code(code):
        raise fields.bad("code", f"không phải mã thủ tục: {code or 'trống'!s}")
    name = fields.text("name", limit=4_000)
    if not name:
        raise fields.bad("name", "thiếu tên thủ tục")
    return CatalogueRecord(
        code=code,
        kind=RecordKind.LIST,
        is_active=fields.word("state", STATES, default="ACTIVE"),
        source_id=fields.text("source_id", limit=80),
        content=VersionContent(
            name=name,
            scope=fields.word("type", SCOPES, default="STANDARD"),
            sectors=tuple(CodedName("", sector) for sector in _parts(fields.text("categories", limit=4_000))),
            audiences=tuple(_parts(fields.text("subject_types", limit=4_000))),
            promulgated_by=fields.text("department_promulgate", limit=400),
            executing="; ".join(_parts(fields.text("departments", limit=8_000))),
        ),
    )


def _parts(text: str) -> list[str]:
    parts = (part.strip() for part in text.split(";"))
    return [part for part in dict.fromkeys(parts) if part]
