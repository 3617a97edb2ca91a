"""Facts about administrative units; the subject is "units:vn"."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.events.facts import fact


@fact("units.imported")
@dataclass(frozen=True, kw_only=True)
class UnitsImported:
    """Danh mục đơn vị hành chính được nạp."""

    created: int
    updated: int
    linked: int
