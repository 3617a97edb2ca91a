"""Read side of the catalogue."""

from motcua.directory.procedures.queries.limits import (
    limit_among,
    limits_for,
    limits_of_versions,
    shortened,
    statutory_limit,
)
from motcua.directory.procedures.queries.offers import offer_in_force, offers_for, offers_of
from motcua.directory.procedures.queries.search import Filters, Found, search
from motcua.directory.procedures.queries.versions import (
    content_of,
    procedure_with_code,
    version_in_force,
    versions_in_force,
    versions_of,
    with_content,
)

__all__ = [
    "Filters",
    "Found",
    "content_of",
    "limit_among",
    "limits_for",
    "limits_of_versions",
    "offer_in_force",
    "offers_for",
    "offers_of",
    "procedure_with_code",
    "search",
    "shortened",
    "statutory_limit",
    "version_in_force",
    "versions_in_force",
    "versions_of",
    "with_content",
]
