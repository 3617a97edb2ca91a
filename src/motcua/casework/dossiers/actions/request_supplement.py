from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from motcua.casework.deadlines import calendars, time_rules
from motcua.casework.dossiers.actions.recording import (
    By,
    DossierRefusal,
    NotAnApprover,
    allow,
    locked,
    record,
    say,
)
from motcua.casework.dossiers.choices import NOT_ACCEPTED
from motcua.casework.dossiers.events import SupplementRequested
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.permissions import is_approver
from motcua.directory.agencies.models import Agency
from motcua.facilities.papers.printed_forms import current


class NothingAsked(DossierRefusal):
    """Hãy ghi ít nhất một giấy tờ hoặc nội dung cần bổ sung."""


class SecondSupplement(DossierRefusal):
    """Hồ sơ đã được yêu cầu bổ sung một lần. Lần sau phải do lãnh đạo ký duyệt yêu cầu, kèm lý do."""


@transaction.atomic
def request_supplement(
    *, dossier_id: int, by: By, items: Sequence[str], reason: str, agreed_by_id: int | None = None
) -> Dossier:
    """Ask the applicant, through the one-stop, for everything that is missing.

    Law: NĐ 118/2025, Điều 19.5: one request; index 766 counts a second one as late, so it
    needs a reason and an approver's agreement. Mẫu 02.
    """
    dossier = locked(dossier_id)
    allow("request_supplement", dossier)
    asked = [item.strip() for item in items if item.strip()]
    if not asked:
        raise NothingAsked
    if dossier.supplement_count >= 1:
        if agreed_by_id is None or not reason.strip():
            raise SecondSupplement
        if not is_approver(agreed_by_id, dossier, by.at):
            raise NotAnApprover
    stated = SupplementRequested(
        stage="intake" if dossier.status in NOT_ACCEPTED else "appraisal",
        number=dossier.supplement_count + 1,
        answer_by=_answer_by(dossier, by).isoformat(),
        agreed_by_id=agreed_by_id,
        slip_template=current("02", by.at, dossier.receiving_agency_id),
    )
    record(dossier, stated, by, [say(dossier, "supplement", {"items": asked, "reason": reason})])
    return dossier


def _answer_by(dossier: Dossier, by: By) -> datetime:
    """Law: NĐ 118/2025, Điều 19.5: what is not supplied by then is closed by the one-stop."""
    calendar, _ = calendars.in_force(Agency.objects.get(pk=dossier.competent_agency_id), by.at)
    return time_rules.due_by_rule("T8", by.at, calendar).due_at
