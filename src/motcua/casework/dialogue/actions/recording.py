"""How a verb is written: the fact and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from motcua.casework.dialogue.choices import State
from motcua.casework.dialogue.models import Dialogue, DialogueStatement
from motcua.casework.dialogue.queries import words_of
from motcua.casework.feedback.rules import names_people
from motcua.directory.identity.refusal import Refused
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log


@dataclass(frozen=True)
class By:
    """Who does it, when; a resident is no officer."""

    officer_id: int | None
    at: datetime

    @property
    def day(self) -> date:
        return self.at.astimezone(VIETNAM).date()


class NotNow(Refused):
    """Không làm được việc này ở trạng thái hiện tại; có thể người khác vừa làm. Hãy tải lại trang."""


class NoSuchNumber(Refused):
    """Không có số này, hãy chọn lại trong danh sách."""


class PersonalDataLeft(Refused):
    """Lời công khai còn tên, số điện thoại, số giấy tờ hoặc địa chỉ thư của người dân. Hãy bỏ rồi ghi lại."""


def locked(dialogue_id: int, *states: State) -> Dialogue:
    """The row, ours until the transaction ends, if it is in one of the states. Raises NotNow."""
    row = Dialogue.objects.select_for_update(of=("self",)).select_related("agency").get(pk=dialogue_id)
    if row.state not in states:
        raise NotNow
    return row


def refuse_people(row: Dialogue, *texts: str) -> None:
    """Words for everybody name none of those who asked, and hold no long number or address."""
    said = words_of(row)
    known = [body.get("name", "") for (purpose, _number), body in said.items() if purpose == "question"]
    if any(names_people(text, *known) for text in texts):
        raise PersonalDataLeft


def state_fact(row: Dialogue, stated: Any, by: By, purpose: str = "", **body: str) -> None:
    """State the fact with its words."""
    said = [DialogueStatement.write(subject=row.subject, purpose=purpose, body=body)] if purpose else []
    log.publish(
        stated,
        subject=row.subject,
        happened_at=by.at,
        actor_id=by.officer_id,
        agency_id=row.agency_id,
        statements=said,
    )
