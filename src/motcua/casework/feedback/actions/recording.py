"""How an act is written: the fact, what it says, and the row that follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.casework.feedback.choices import Act
from motcua.casework.feedback.models import Feedback, FeedbackStatement
from motcua.casework.feedback.rules import Clocks, is_possible
from motcua.casework.feedback.state import after
from motcua.directory.identity.refusal import Refused
from motcua.kernel.events import log


@dataclass(frozen=True)
class By:
    """Who does an act, when; nobody's officer is the sender."""

    officer_id: int | None
    at: datetime


class NotNow(Refused):
    """Không làm được việc này ở trạng thái hiện tại; có thể người khác vừa xử lý. Hãy tải lại trang."""


def locked(feedback_id: int, act: Act) -> Feedback:
    """The row, ours until the transaction ends, if the act is possible. Raises NotNow."""
    row = Feedback.objects.select_for_update(of=("self",)).select_related("agency").get(pk=feedback_id)
    if not is_possible(act, row.state):
        raise NotNow
    return row


def say(row: Feedback, purpose: str, body: dict[str, Any]) -> FeedbackStatement:
    return FeedbackStatement.write(subject=row.subject, purpose=purpose, body=body)


def state_fact(row: Feedback, stated: Any, by: By, said: Sequence[FeedbackStatement] = ()) -> Feedback:
    """State the fact and let the row follow."""
    event = log.publish(
        stated,
        subject=row.subject,
        happened_at=by.at,
        actor_id=by.officer_id,
        agency_id=row.agency_id,
        statements=said,
    )
    row.become(after(row.now(), event.kind, event.facts, by.at, by.officer_id))
    row.save()
    return row


def dates(clocks: Clocks) -> dict[str, str]:
    """The clocks as a fact holds them."""
    return {
        "send_back_by": clocks.send_back.due_at.isoformat(),
        "ask_by": clocks.ask.due_at.isoformat(),
        "resolve_by": clocks.resolve.due_at.isoformat(),
    }
