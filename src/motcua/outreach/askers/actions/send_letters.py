from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from motcua.outreach.askers import letters, queries
from motcua.outreach.askers.actions.recording import call_of, instead, locked, told
from motcua.outreach.askers.models import Notice
from motcua.outreach.notifications.actions.posting import BATCH, Letters, Ready, post
from motcua.outreach.notifications.ports import Mailer


def send_letters(
    *,
    at: datetime,
    mailer: Mailer,
    base_url: str,
    limit: int = BATCH,
    stop: Callable[[], bool] = lambda: False,
) -> int:
    """Send the letters about dialogues that are due; how many went out."""
    return post(_Notices(mailer, base_url), at=at, limit=limit, stop=stop).sent


@dataclass(frozen=True)
class _Notices(Letters[Notice]):
    """Letters to people who sent a question."""

    mailer: Mailer
    base_url: str

    def due(self, at: datetime) -> QuerySet[Notice]:
        return queries.due_letters(at)

    def locked(self, row_id: int) -> Notice | None:
        return locked(row_id)

    def ready(self, row: Notice, at: datetime) -> Ready | str:
        mail = letters.letter(row, self.base_url)
        return Ready(mail, self.mailer) if mail else "không còn địa chỉ"

    def sent(self, row: Notice, at: datetime) -> None:
        told(row, at=at)

    def dropped(self, row: Notice, why: str, at: datetime) -> None:
        self._call_instead(row, why)

    def refused(self, row: Notice, why: str, at: datetime) -> None:
        self._call_instead(row, why)

    def exhausted(self, row: Notice, why: str, at: datetime) -> None:
        self._call_instead(row, why)

    def _call_instead(self, row: Notice, why: str) -> None:
        instead(row, why)
        if queries.question_of(row).get("phone"):
            call_of(row)
