from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from motcua.kernel.events import log
from motcua.outreach.notifications import composing, queries
from motcua.outreach.notifications.actions.posting import BATCH, Letters, Ready, Tally, post
from motcua.outreach.notifications.actions.recording import locked, settle, told
from motcua.outreach.notifications.actions.tell_applicant import put_down, was_in_person
from motcua.outreach.notifications.choices import MessageChannel, MessageKind, MessageState, Reason
from motcua.outreach.notifications.events import MessageSent
from motcua.outreach.notifications.models import Message
from motcua.outreach.notifications.ports import Mail, Mailer
from motcua.outreach.notifications.rules import Planned


@dataclass(frozen=True)
class Mailers:
    """Who carries letters; those of simulated dossiers go to the fake whatever is installed."""

    real: Mailer
    simulated: Mailer
    base_url: str

    def for_(self, message: Message) -> Mailer:
        return self.simulated if message.is_simulated else self.real


def send_mails(
    *, at: datetime, mailers: Mailers, limit: int = BATCH, stop: Callable[[], bool] = lambda: False
) -> Tally:
    """Send the letters about dossiers that are due."""
    return post(_Messages(mailers), at=at, limit=limit, stop=stop)


@dataclass(frozen=True)
class _Messages(Letters[Message]):
    """Letters to applicants."""

    mailers: Mailers

    def due(self, at: datetime) -> QuerySet[Message]:
        return queries.due_mails(at)

    def locked(self, row_id: int) -> Message | None:
        message = locked(row_id)
        return message if message is not None and message.state == MessageState.WAITING else None

    def ready(self, row: Message, at: datetime) -> Ready | str:
        source = composing.source_of(row)
        if source is None:
            return Reason.ADDRESS_GONE.value
        if not composing.holds(row.kind, source.dossier):
            return Reason.OUTDATED.value
        contacts = composing.contacts_of(source.dossier, refuses_mail=queries.refuses_mail(row.dossier_id))
        address = next((one.mail_address for one in contacts if one.role == row.recipient), "")
        if not address:
            return Reason.ADDRESS_GONE.value
        words = composing.words_of(source, composing.template_for(row, at), self.mailers.base_url)
        mailer = self.mailers.for_(row)
        mail = Mail(row.key, address, words.subject, words.text)
        return Ready(mail, mailer, is_real=mailer is self.mailers.real)

    def sent(self, row: Message, at: datetime) -> None:
        template = composing.template_for(row, at).name
        told(row, MessageState.SENT, template, at)
        fact = MessageSent(message_id=row.pk, about=row.kind, template=template)
        log.publish(fact, subject=row.notice_subject, happened_at=at, agency_id=row.agency_id)

    def dropped(self, row: Message, why: str, at: datetime) -> None:
        _give_up(row, Reason(why), "", at)

    def refused(self, row: Message, why: str, at: datetime) -> None:
        _give_up(row, Reason.ADDRESS_REFUSED, why, at)

    def exhausted(self, row: Message, why: str, at: datetime) -> None:
        settle(row, MessageState.FAILED, reason=Reason.TOO_OFTEN.value, error=why)


def _give_up(message: Message, reason: Reason, why: str, at: datetime) -> None:
    """The letter will not go; who has a telephone is called instead, unless they were told in person."""
    settle(message, MessageState.GIVEN_UP, reason=reason.value, error=why)
    if reason != Reason.OUTDATED:
        _call_instead(message, at)


def _call_instead(message: Message, at: datetime) -> None:
    source, kind = composing.source_of(message), MessageKind(message.kind)
    if source is None or not composing.holds(kind, source.dossier):
        return
    if was_in_person(source.dossier, source.event, kind):
        return
    contacts = composing.contacts_of(source.dossier, refuses_mail=True)
    if any(one.role == message.recipient and one.phone for one in contacts):
        call = Planned(message.recipient, MessageChannel.PHONE)
        put_down(source.dossier, source.event, kind, [call], at)
