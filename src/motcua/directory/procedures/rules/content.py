"""What one version of a procedure says, as plain values, and the digest that covers it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from motcua.directory.procedures.choices import OnlineLevel, RecordKind, Scope


@dataclass(frozen=True, slots=True)
class FeeContent:
    kind: str
    amount_vnd: int | None
    description: str = ""


@dataclass(frozen=True, slots=True)
class LimitContent:
    value: Decimal | None
    unit: str
    text: str = ""
    variant_code: str = ""
    variant_name: str = ""
    fees: tuple[FeeContent, ...] = ()


@dataclass(frozen=True, slots=True)
class ChannelContent:
    kind: str
    limits: tuple[LimitContent, ...] = ()


@dataclass(frozen=True, slots=True)
class ComponentContent:
    name: str
    code: str = ""
    is_required: bool = True
    original_qty: int = 0
    copy_qty: int = 0
    has_eform: bool = False
    is_result: bool = False
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseContent:
    kind: str
    name: str = ""
    components: tuple[ComponentContent, ...] = ()


@dataclass(frozen=True, slots=True)
class StepContent:
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class CodedName:
    """A sector, a legal text or a result: its code (may be empty) and its name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionContent:
    """Everything that makes a version what it is; two versions that say the same are equal."""

    name: str
    scope: str = Scope.STANDARD.value
    sectors: tuple[CodedName, ...] = ()
    levels: tuple[str, ...] = ()
    online_level: str = OnlineLevel.UNKNOWN.value
    audiences: tuple[str, ...] = ()
    promulgated_by: str = ""
    competent: str = ""
    executing: str = ""
    coordinating: str = ""
    receiving_address: str = ""
    steps: tuple[StepContent, ...] = ()
    requirements: str = ""
    is_cross_boundary: bool = False
    decision_number: str = ""
    decision_on: date | None = None
    decision_agency: str = ""
    home_system: str = ""
    keywords: str = ""
    channels: tuple[ChannelContent, ...] = ()
    cases: tuple[CaseContent, ...] = ()
    legal_bases: tuple[CodedName, ...] = ()
    results: tuple[CodedName, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CatalogueRecord:
    """One record of an official file: which procedure, how much it says, whether it still stands."""

    code: str
    kind: RecordKind
    is_active: bool
    content: VersionContent
    source_id: str = ""
    updated_at: datetime | None = None
    effective_on: date | None = None

    @cached_property
    def digest(self) -> str:
        """The digest of the content, worked out once."""
        return digest(self.content)


def digest(content: VersionContent) -> str:
    """SHA-256 over a canonical text of the content; equal contents have equal digests on any machine."""
    text = json.dumps(_plain(content), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    return value
