"""The fact that ties a dossier to a visit. Ids only."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.events.facts import fact


@fact("visits.linked")
@dataclass(frozen=True, kw_only=True)
class VisitLinked:
    """Hồ sơ được nhận trong một lượt lấy số."""

    dossier_id: int
    visit_id: int
