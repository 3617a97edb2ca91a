from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.casework.deadlines import calendars
from motcua.casework.dossiers.actions.recording import By, DossierRefusal, allow, locked, needed, record, say
from motcua.casework.dossiers.actions.standing import run_of
from motcua.casework.dossiers.events import ApologyIssued, DossierExtended
from motcua.casework.dossiers.models import Dossier
from motcua.directory.agencies.models import Agency
from motcua.facilities.papers.printed_forms import current
from motcua.facilities.workflow import actions as workflow
from motcua.kernel.calendar import CalendarError, WorkCalendar, is_within_hours, last_moment_to_extend

# A mistake is apologised for in a letter of its own; Mẫu 04 speaks of delay.
_LETTERS = {"correction": "XL"}


class AlreadyExtended(DossierRefusal):
    """Hồ sơ đã hẹn lại một lần; pháp luật không cho hẹn lại lần nữa. Vẫn phải xin lỗi nếu chậm."""


class TooLateToExtend(DossierRefusal):
    """Chỉ được gia hạn chậm nhất một ngày làm việc trước ngày hẹn trả."""


class ClockStands(DossierRefusal):
    """Thời hạn đang dừng tính theo quy định; khi tính tiếp mới cần gia hạn."""


class NotLater(DossierRefusal):
    """Ngày hẹn mới phải sau ngày hẹn cũ và trong giờ làm việc."""


@transaction.atomic
def apologise(
    *, dossier_id: int, by: By, reason: str, cause_agency_id: int, kind: str = "overrun"
) -> Dossier:
    """Apologise to the applicant for a delay, at any time after acceptance; signed by `by`.

    Law: NĐ 118/2025, Điều 19.6; Mẫu 04.
    """
    dossier = locked(dossier_id)
    allow("apologise", dossier)
    _apologise(dossier, by, reason, cause_agency_id, kind)
    return dossier


def _apologise(dossier: Dossier, by: By, reason: str, cause_agency_id: int, kind: str) -> None:
    stated = ApologyIssued(
        apology_kind=kind,
        cause_agency_id=cause_agency_id,
        signer_id=by.officer_id or 0,
        slip_template=current(_LETTERS.get(kind, "04"), by.at, dossier.receiving_agency_id),
    )
    record(dossier, stated, by, [say(dossier, "apology", {"text": needed(reason)})])


@transaction.atomic
def extend(*, dossier_id: int, by: By, new_due_at: datetime, reason: str, cause_agency_id: int) -> Dossier:
    """Promise one new date, with an apology in the same slip.

    Law: NĐ 118/2025, Điều 19.6: once, and at the latest one day before the due date.
    """
    dossier = locked(dossier_id)
    allow("extend", dossier)
    if dossier.is_extended:
        raise AlreadyExtended
    if dossier.clock_stopped_at is not None:
        raise ClockStands
    calendar, reference = calendars.in_force(Agency.objects.get(pk=dossier.competent_agency_id), by.at)
    if dossier.due_at is None or by.at > last_moment_to_extend(dossier.due_at, calendar):
        raise TooLateToExtend
    if new_due_at <= dossier.due_at or not _is_open(new_due_at, calendar):
        raise NotLater
    stated = DossierExtended(
        calendar=reference,
        previous_due_at=dossier.due_at.isoformat(),
        due_at=new_due_at.isoformat(),
        index_due_at=new_due_at.isoformat(),
    )
    record(dossier, stated, by, [say(dossier, "reason", {"text": needed(reason)})])
    workflow.promise_runs({run_of(dossier): new_due_at})
    _apologise(dossier, by, reason, cause_agency_id, "extension")
    return dossier


def _is_open(promised: datetime, calendar: WorkCalendar) -> bool:
    try:
        return is_within_hours(promised, calendar)
    except CalendarError:  # beyond the years a calendar covers
        return False
