"""Where a dossier stands in its process, and how an act moves it there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from motcua.casework.deadlines import calendars
from motcua.casework.dossiers.actions.recording import By, DossierRefusal
from motcua.casework.dossiers.models import Dossier
from motcua.directory.agencies.models import Agency
from motcua.directory.staff import queries as staff
from motcua.facilities.workflow import actions as workflow
from motcua.facilities.workflow import queries as processes
from motcua.facilities.workflow.actions import Moved, When
from motcua.facilities.workflow.changes import Spot, lead
from motcua.kernel.clock import VIETNAM


class AlreadyDone(DossierRefusal):
    """Bước này đã có người xử lý xong, hoặc hồ sơ đã sang bước khác. Chưa có gì được lưu."""


class NotOnProcess(DossierRefusal):
    """Hồ sơ chưa được đặt vào quy trình; hãy báo quản trị hệ thống chạy lại lệnh nâng cấp."""


def run_of(dossier: Dossier) -> int:
    """The run a dossier goes along; raises NotOnProcess."""
    if dossier.process_run_id is None:
        raise NotOnProcess
    return dossier.process_run_id


def when(dossier: Dossier, at: datetime) -> When:
    calendar, _ = calendars.in_force(Agency.objects.get(pk=dossier.competent_agency_id), at)
    return When(at, calendar, dossier.running_due_at)


def spot_of(dossier: Dossier, number: int | None, kind: str = "") -> Spot:
    """The spot an act is about: the one named, else the first of a kind, else the one that speaks for the dossier.

    Raises AlreadyDone.
    """
    spots = processes.spots_of(run_of(dossier))
    if number is not None:
        spot = spots.get(number)
    elif kind:
        spot = next((found for found in spots.values() if found.step_kind == kind), None)
    else:
        spot = lead(spots)
    if spot is None or spot.kind != "ready" or spot.is_held:
        raise AlreadyDone
    return spot


def went_to(dossier: Dossier, moved: Moved) -> dict[str, Any]:
    """Where it stands after a step, as facts say it; a dossier that only waits stands at its first spot."""
    spot = moved.lead or next(iter(moved.spots.values()), None)
    if spot is None:
        raise AlreadyDone
    return {
        "to_step": spot.node,
        "to_role": spot.role,
        "to_agency_id": spot.agency_id or dossier.competent_agency_id,
        "to_officer_id": spot.officer_id,
        "step_due_at": spot.step_due_at.isoformat() if spot.step_due_at else None,
    }


def serves(officer_id: int, spot: Spot, by: By) -> bool:
    """Whether an officer holds the role a spot waits for, at its agency."""
    return staff.serves(officer_id, (spot.agency_id or 0, spot.role), by.at.astimezone(VIETNAM).date())


def present(officer_id: int | None, by: By) -> int | None:
    """Who gets what is meant for an officer: a substitute while the officer is away, or the whole role (None)."""
    if officer_id is None:
        return None
    return staff.who_works_for(officer_id, by.at.astimezone(VIETNAM).date())


def cleared(dossier: Dossier, by: By) -> dict[str, Any] | None:
    """End the run wherever it stands; None before acceptance."""
    if dossier.process_run_id is None:
        return None
    return workflow.end_run(run_id=dossier.process_run_id, when=When(by.at, None, None)).to_json()
