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


@fact("upkeep.clock_stopped")
@dataclass(frozen=True, kw_only=True)
class ClockStopped:
    """Dừng tính thời hạn theo quy định.

    `steps`: where the dossier waits; `laws`: what the published drawing names for them.
    """

    steps: tuple[str, ...]
    laws: tuple[str, ...]


@fact("upkeep.clock_resumed")
@dataclass(frozen=True, kw_only=True)
class ClockResumed:
    """Tính tiếp thời hạn."""

    calendar: dict
    previous_due_at: str | None
    previous_index_due_at: str | None
    due_at: str
    index_due_at: str
