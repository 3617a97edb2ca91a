from __future__ import annotations

from typing import Any

from django.db import transaction

from motcua.casework.dossiers.actions.recording import By, DossierRefusal, locked, record, say
from motcua.casework.dossiers.actions.standing import cleared, run_of, spot_of, went_to, when
from motcua.casework.dossiers.choices import NOT_ACCEPTED, Status
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.rules import timeliness
from motcua.casework.mirroring import queries
from motcua.casework.mirroring.choices import CLOSED, MIRRORED
from motcua.casework.mirroring.events import StateMirrored
from motcua.casework.upkeep.queries import due_at_if_resumed
from motcua.facilities.bpmn.errors import NotMovable
from motcua.facilities.workflow import actions as workflow
from motcua.facilities.workflow import queries as processes
from motcua.facilities.workflow.choices import StepKind


class OwnedHere(DossierRefusal):
    """Trạng thái của hồ sơ này do hệ thống này giữ; không ghi theo hệ thống khác."""


class NotFollowed(DossierRefusal):
    """Chỉ ghi trạng thái theo hệ thống khác cho hồ sơ đã tiếp nhận và chưa có kết quả."""


class NoReference(DossierRefusal):
    """Hãy ghi số tham chiếu của hồ sơ trên hệ thống đó."""


class ImpossibleTime(DossierRefusal):
    """Thời điểm ghi phải từ lúc tiếp nhận và không sau lúc này."""


class NoWayToResult(DossierRefusal):
    """Quy trình của thủ tục này đang chạy song song nên chưa ghi kết quả được; hãy dùng quy trình tuần tự."""


@transaction.atomic
def mirror_state(*, dossier_id: int, by: By, status: str, reference: str, note: str = "") -> Dossier:
    """Enter what the outside system says since `by.at`, under its reference number.

    Raises OwnedHere, NotFollowed, NoReference, ImpossibleTime (before acceptance) and NoWayToResult.
    """
    dossier = locked(dossier_id)
    system = queries.home_system_of(dossier)
    if not system or status not in MIRRORED:
        raise OwnedHere
    if dossier.status in CLOSED or dossier.status in NOT_ACCEPTED:
        raise NotFollowed
    if not reference.strip():
        raise NoReference
    if dossier.accepted_at is None or by.at < dossier.accepted_at:
        raise ImpossibleTime
    stated = StateMirrored(status=status, reference=reference.strip(), **_moved(dossier, status, by))
    told = f"Theo hệ thống “{system}”, số {reference.strip()}." + (f" {note.strip()}" if note.strip() else "")
    record(dossier, stated, by, [say(dossier, "note", {"text": told})])
    return dossier


def _moved(dossier: Dossier, status: str, by: By) -> dict[str, Any]:
    """A result goes to the counter to be handed out; what was stopped stands nowhere."""
    if status == Status.STOPPED:
        return {"run": cleared(dossier, by)}
    if status != Status.RESOLVED:
        return {}
    here = spot_of(dossier, None)
    delivery = processes.step_of_kind(run_of(dossier), StepKind.DELIVER)
    try:
        moved = workflow.move_to(
            run_id=run_of(dossier), number=here.number, node=delivery, to=None, when=when(dossier, by.at)
        )
    except NotMovable:
        raise NoWayToResult from None
    where = went_to(dossier, moved)
    names = ("to_step", "to_role", "to_agency_id")
    return {name: where[name] for name in names} | {
        "timeliness": timeliness(by.at, due_at_if_resumed(dossier, by.at)),
        "run": moved.to_json(),
    }
