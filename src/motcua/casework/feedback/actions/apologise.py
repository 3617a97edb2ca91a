from __future__ import annotations

from django.db import transaction

from motcua.casework.feedback.actions.recording import By, say, state_fact
from motcua.casework.feedback.events import FeedbackApologised
from motcua.casework.feedback.models import Feedback
from motcua.casework.slips.standard import REGRET
from motcua.directory.identity.refusal import Refused
from motcua.facilities.papers.printed_forms import current


class NothingToApologise(Refused):
    """Phản ánh này không có lỗi phải xin lỗi, hoặc đã có thư xin lỗi. Hãy tải lại trang."""


@transaction.atomic
def apologise(*, feedback_id: int, text: str, by: By) -> Feedback:
    """The head of the agency signs a letter of apology; the sender reads it where they follow their feedback.

    Law: NĐ 118/2025, Điều 23.2, 38.2đ. Raises NothingToApologise.
    """
    row = Feedback.objects.select_for_update(of=("self",)).select_related("agency").get(pk=feedback_id)
    if not row.owes_apology:
        raise NothingToApologise
    stated = FeedbackApologised(
        fault=row.fault, signer_id=by.officer_id or 0, slip_template=current(REGRET, by.at, row.agency_id)
    )
    return state_fact(row, stated, by, [say(row, "apology", {"text": text})])
