"""The hours of a demo office: facts are reacted to, letters go to the fake, people are called in the afternoon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.models import Officer
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import worker
from motcua.outreach.notifications import queries
from motcua.outreach.notifications.actions import Mailers, mark_call, remind_holders, send_mails
from motcua.outreach.notifications.choices import CallOutcome
from motcua.outreach.notifications.fake import FakeMailer

_OPENING_HOUR = 8
_CALLING_HOUR = 15
_CALLED_AFTER = timedelta(hours=20)
_SEED = 2026

Offices = Sequence[tuple[int, Mapping[str, Sequence[Officer]]]]


@dataclass
class OfficeHour:
    """What happens once an hour beside the dossiers; `offices` are the one-stops with their officers by role."""

    offices: Offices
    chance: Random = field(default_factory=lambda: Random(_SEED))

    def __call__(self, at: datetime) -> None:
        worker.drain(at=at)
        send_mails(at=at, mailers=Mailers(FakeMailer(), FakeMailer(), ""), limit=200)
        hour = at.astimezone(VIETNAM).hour
        if hour == _OPENING_HOUR:
            remind_holders(at)
        if hour == _CALLING_HOUR:
            for agency_id, officers in self.offices:
                self._call(agency_id, officers[Role.INTAKE_OFFICER.value], at)

    def _call(self, agency_id: int, officers: Sequence[Officer], at: datetime) -> None:
        """Most answer; those who do not are tried again the next day."""
        waiting = queries.to_call([agency_id]).filter(happened_at__lt=at - _CALLED_AFTER)
        for message in list(waiting):
            reached = self.chance.random() < 0.85
            mark_call(
                message_id=message.pk,
                officer_id=self.chance.choice(officers).pk,
                outcome=CallOutcome.CALLED if reached else CallOutcome.UNREACHABLE,
                note="" if reached else "Không nghe máy",
                at=at,
            )
