"""Catalogue records and procedures for tests, all through the real action."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from motcua.directory.procedures.actions.publish_records import Outcome, publish_records
from motcua.directory.procedures.choices import CaseKind, ChannelKind, FeeKind, LimitUnit, RecordKind
from motcua.directory.procedures.models import CatalogueImport, ProcedureVersion
from motcua.directory.procedures.queries import version_in_force
from motcua.directory.procedures.rules.content import (
    CaseContent,
    CatalogueRecord,
    ChannelContent,
    CodedName,
    ComponentContent,
    FeeContent,
    LimitContent,
    VersionContent,
)

AT = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
TODAY = AT.date()

BIRTH = "1.001193"


def limit(value: str | None = "3", unit: str = LimitUnit.WORKING_DAY, **more: Any) -> LimitContent:
    return LimitContent(None if value is None else Decimal(value), str(unit), **more)


def content(name: str = "Đăng ký khai sinh", **more: Any) -> VersionContent:
    known = {
        "sectors": (CodedName("G15-TP07", "Hộ tịch"),),
        "levels": ("commune",),
        "audiences": ("Công dân Việt Nam",),
        "executing": "Ủy ban nhân dân cấp xã",
        "channels": (
            ChannelContent(
                ChannelKind.COUNTER.value, (limit(fees=(FeeContent(FeeKind.CHARGE.value, 8000, "Bản sao"),)),)
            ),
            ChannelContent(ChannelKind.ONLINE.value, (limit("1"),)),
        ),
        "cases": (
            CaseContent(
                CaseKind.SHARED.value,
                "",
                (
                    ComponentContent("Tờ khai", original_qty=1),
                    ComponentContent("Giấy chứng sinh", copy_qty=1),
                ),
            ),
        ),
        "legal_bases": (CodedName("60/2014/QH13", "Luật Hộ tịch"),),
        "results": (CodedName("KQ.G15.000017", "Giấy khai sinh"),),
    }
    return VersionContent(name=name, **(known | more))


def catalogue_record(code: str = BIRTH, **more: Any) -> CatalogueRecord:
    fields = {
        key: more.pop(key) for key in ("kind", "is_active", "updated_at", "effective_on") if key in more
    }
    known = {"kind": RecordKind.FULL, "is_active": True}
    return CatalogueRecord(
        code=code, content=more.pop("content", None) or content(**more), **(known | fields)
    )


def publish(*records: CatalogueRecord, at: datetime = AT) -> list[Outcome]:
    """Publish records as an import would; each code once."""
    run = CatalogueImport(source="test", started_at=at, last_at=at)
    return publish_records(records=records, run=run, at=at)


def published(code: str = BIRTH, *, at: datetime = AT, **more: Any) -> ProcedureVersion:
    """A procedure with one version in force."""
    publish(catalogue_record(code, **more), at=at)
    version = version_in_force(code, at.date())
    assert version is not None
    return version
