"""What an outside system says of a dossier; the fact stands on the dossier's own chain."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.events.facts import fact


@fact("mirroring.state_mirrored")
@dataclass(frozen=True, kw_only=True)
class StateMirrored:
    """Ghi trạng thái theo hệ thống giữ hồ sơ."""

    status: str
    reference: str
    timeliness: str = ""
    to_step: str = ""
    to_role: str = ""
    to_agency_id: int | None = None
    run: dict | None = None
