"""The facts of the catalogue and of what agencies offer."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.events.facts import fact


@fact("procedures.catalogue_imported")
@dataclass(frozen=True, kw_only=True)
class CatalogueImported:
    """Nhập một phần danh mục thủ tục hành chính.

    `versions_digest` covers codes, numbers and content digests of the versions written in
    this part, whose ids run from `first_version_id` to `last_version_id`.
    """

    imported: int
    updated: int
    versions: int
    first_version_id: int | None
    last_version_id: int | None
    versions_digest: str


@fact("procedures.version_published")
@dataclass(frozen=True, kw_only=True)
class VersionPublished:
    """Công bố phiên bản thủ tục hành chính."""

    code: str
    version_id: int
    number: int
    record_kind: str
    valid_from: str
    content_digest: str


@fact("procedures.version_withdrawn")
@dataclass(frozen=True, kw_only=True)
class VersionWithdrawn:
    """Bãi bỏ thủ tục hành chính."""

    code: str
    version_id: int
    number: int
    valid_to: str


@fact("procedures.offer_made")
@dataclass(frozen=True, kw_only=True)
class OfferMade:
    """Cơ quan áp dụng một thủ tục."""

    agency_id: int
    procedure_id: int
    code: str
    limit_value: str | None
    limit_unit: str
    fee_vnd: int | None
    valid_from: str


@fact("procedures.offer_ended")
@dataclass(frozen=True, kw_only=True)
class OfferEnded:
    """Cơ quan ngừng áp dụng một thủ tục."""

    agency_id: int
    procedure_id: int
    valid_to: str
