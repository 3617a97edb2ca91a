from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from motcua.casework.deadlines.clocks import CLOCK_FACTS
from motcua.casework.dossiers.actions.recording import By, DossierRefusal, allow, locked, needed, record, say
from motcua.casework.dossiers.actions.standing import (
    AlreadyDone,
    run_of,
    spot_of,
    went_to,
    when,
)
from motcua.casework.dossiers.events import DossierRecalled, DossierSentBack
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.rules import timeliness
from motcua.casework.finding.actions import reading
from motcua.directory.staff import queries as staff
from motcua.facilities.bpmn.errors import NotMovable, NotReady
from motcua.facilities.workflow import actions as workflow
from motcua.facilities.workflow import queries as processes
from motcua.facilities.workflow.actions import Moved
from motcua.facilities.workflow.changes import Spot
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log
from motcua.kernel.events.models import Event

_PASSING = ("dossiers.handed_over", "dossiers.approved", "dossiers.sent_back")


class NoWayBack(DossierRefusal):
    """Không trả lại được bước này: hồ sơ chưa qua bước đó, hoặc đang xử lý song song ở nhánh khác."""


class NotYours(DossierRefusal):
    """Chỉ người vừa chuyển mới thu hồi được hồ sơ."""


class AlreadyOpened(DossierRefusal):
    """Đã có người mở hoặc nhận hồ sơ này, không thu hồi được nữa. Hãy đề nghị họ trả lại."""


@dataclass(frozen=True)
class Passed:
    """A step the dossier went through, and who did it last."""

    step: str
    officer_id: int | None


def passed(dossier: Dossier) -> list[Passed]:
    """Steps this dossier has been through since its acceptance, the latest first; the counter's own left out."""
    found: dict[str, Passed] = {}
    for event in reversed(log.of(dossier.subject)):
        if event.kind == "dossiers.accepted":
            break
        step = event.facts.get("from_step") if event.kind in _PASSING else None
        if step and step not in found:
            found[step] = Passed(step, event.actor_id)
    return list(found.values())


@transaction.atomic
def send_back(*, dossier_id: int, by: By, to_step: str, reason: str, spot: int | None = None) -> Dossier:
    """Return a dossier to a step it came through, to the officer who did it or stands in; the clock goes on.

    Law: NĐ 118/2025, Điều 20: every hand-over, also backwards, is a row of Mẫu 06.
    """
    dossier = locked(dossier_id)
    allow("send_back", dossier)
    here = spot_of(dossier, spot)
    target = next((found for found in passed(dossier) if found.step == to_step), None)
    if target is None or to_step == here.node:
        raise NoWayBack
    day = by.at.astimezone(VIETNAM).date()
    keeper = staff.who_serves_for(target.officer_id, processes.role_at(run_of(dossier), to_step, day), day)
    moved = _moved(dossier, here, target.step, keeper, by)
    stated = DossierSentBack(
        from_step=here.node,
        timeliness=timeliness(by.at, here.step_due_at),
        run=moved.to_json(),
        **went_to(dossier, moved),
    )
    record(dossier, stated, by, [say(dossier, "reason", {"text": needed(reason)})], moved=moved)
    return dossier


@transaction.atomic
def recall(*, dossier_id: int, by: By) -> Dossier:
    """Take back what this officer has just passed on, while nobody has opened or taken it."""
    dossier = locked(dossier_id)
    allow("recall", dossier)
    last = next(event for event in reversed(log.of(dossier.subject)) if event.kind not in CLOCK_FACTS)
    if last.kind != "dossiers.handed_over" or last.actor_id != by.officer_id:
        raise NotYours
    if reading.opened_since(dossier.pk, last.happened_at, but=by.officer_id):
        raise AlreadyOpened
    here = _only_step(last)
    moved = _moved(dossier, spot_of(dossier, here), last.facts["from_step"], by.officer_id, by)
    stated = DossierRecalled(from_step=last.facts["to_step"], run=moved.to_json(), **went_to(dossier, moved))
    record(dossier, stated, by, moved=moved)
    return dossier


def _only_step(passing: Event) -> int:
    """The one spot that a hand-over made; several at once cannot be taken back as one."""
    put = [spot for spot in passing.facts["run"]["put"] if spot["kind"] == "ready"]
    if len(put) != 1:
        raise NoWayBack
    return int(put[0]["number"])


def _moved(dossier: Dossier, here: Spot, node: str, officer_id: int | None, by: By) -> Moved:
    try:
        return workflow.move_to(
            run_id=run_of(dossier), number=here.number, node=node, to=officer_id, when=when(dossier, by.at)
        )
    except NotReady:
        raise AlreadyDone from None
    except NotMovable:
        raise NoWayBack from None
