"""What the machine did for a dossier; the fact stands on the dossier's own chain."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.events.facts import fact


@fact("upkeep.job_done")
@dataclass(frozen=True, kw_only=True)
class JobDone:
    """Máy đã làm xong một việc của quy trình."""

    job: str
    from_step: str
    to_step: str
    to_role: str
    to_agency_id: int
    to_officer_id: int | None
    step_due_at: str | None
    run: dict
