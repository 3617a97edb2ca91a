from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from motcua.kernel.events import log
from motcua.outreach.notifications import composing, queries
from motcua.outreach.notifications.actions.leasing import take_up
from motcua.outreach.notifications.actions.recording import locked, settle, told
from motcua.outreach.notifications.actions.tell_applicant import put_down, was_in_person
from motcua.outreach.notifications.choices import MessageChannel, MessageKind, MessageState, Reason
from motcua.outreach.notifications.events import MessageSent
from motcua.outreach.notifications.models import MailOutage, Message
from motcua.outreach.notifications.ports import (
    Mail,
    Mailer,
    PermanentFailure,
    ServerUnavailable,
    TemporaryFailure,
)
from motcua.outreach.notifications.rules import (
    MOST_ATTEMPTS,
    Planned,
    outage_pause,
    pause_after,
)

BATCH = 20
LONGEST_SECONDS = 60.0
# A letter taken up and not settled (the machine stopped) is taken up again after this.
LEASE = timedelta(minutes=10)

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Mailers:
    """Who carries letters; those of simulated dossiers go to the fake whatever is installed."""

    real: Mailer
    simulated: Mailer
    base_url: str

    def for_(self, message: Message) -> Mailer:
        return self.simulated if message.is_simulated else self.real


@dataclass
class Tally:
    """What one round did."""

    sent: int = 0
    failed: int = 0
    dropped: int = 0


@dataclass(frozen=True)
class _Taken:
    """A letter taken up, ready to go: composed outside of any transaction that waits for a network."""

    message: Message
    mail: Mail
    template: str


def send_mails(
    *, at: datetime, mailers: Mailers, limit: int = BATCH, stop: Callable[[], bool] = lambda: False
) -> Tally:
    """Send what is due, each letter by itself: taken up in one transaction, sent in none, settled in another.

    While the server takes nothing at all, letters wait without losing an attempt, and the
    server is asked again after a growing pause.
    """
    tally, began = Tally(), time.monotonic()
    if _is_resting(at):
        return tally
    for _ in range(limit):
        message = take_up(queries.due_mails(at), at, LEASE)
        if message is None or stop() or time.monotonic() - began > LONGEST_SECONDS:
            break
        if not _send(message, mailers, at, tally):
            break
    return tally


def _is_resting(at: datetime) -> bool:
    trouble = queries.outage()
    return trouble is not None and trouble.next_at > at


def _send(message: Message, mailers: Mailers, at: datetime, tally: Tally) -> bool:
    """Whether the round may go on: not when the server is down."""
    ready = _composed(message, mailers, at)
    if isinstance(ready, Reason):
        _give_up(message.pk, ready, "", at)
        tally.dropped += 1
        return True
    try:
        mailers.for_(message).send(ready.mail)
    except ServerUnavailable as failure:
        _server_down(message.pk, failure, at)
        return False
    except TemporaryFailure as failure:
        _put_back(message.pk, failure.why, at)
        tally.failed += 1
    except PermanentFailure as failure:
        _give_up(message.pk, Reason.ADDRESS_REFUSED, failure.why, at)
        tally.failed += 1
    except Exception as failure:  # a fault of the adapter's must not stop the letters behind this one
        _log.warning("message %s: %s", message.pk, type(failure).__name__)
        _put_back(message.pk, type(failure).__name__, at)
        tally.failed += 1
    else:
        _sent(ready, at, server_answers=mailers.for_(message) is mailers.real)
        tally.sent += 1
    return True


def _composed(message: Message, mailers: Mailers, at: datetime) -> _Taken | Reason:
    """The letter with the address of this moment, or why there is none."""
    source = composing.source_of(message)
    if source is None:
        return Reason.ADDRESS_GONE
    if not composing.holds(message.kind, source.dossier):
        return Reason.OUTDATED
    refuses = queries.refuses_mail(message.dossier_id)
    contacts = composing.contacts_of(source.dossier, refuses_mail=refuses)
    address = next((one.mail_address for one in contacts if one.role == message.recipient), "")
    if not address:
        return Reason.ADDRESS_GONE
    template = composing.template_for(message, at)
    words = composing.words_of(source, template, mailers.base_url)
    return _Taken(message, Mail(message.key, address, words.subject, words.text), template.name)


@transaction.atomic
def _sent(taken: _Taken, at: datetime, *, server_answers: bool) -> None:
    """The letter is out: in the row and in the log. A server that took it is not down."""
    message = locked(taken.message.pk)
    if message is None or message.state != MessageState.WAITING:
        return
    told(message, MessageState.SENT, taken.template, at)
    fact = MessageSent(message_id=message.pk, about=message.kind, template=taken.template)
    log.publish(fact, subject=message.notice_subject, happened_at=at, agency_id=message.agency_id)
    if server_answers:
        MailOutage.objects.all().delete()


@transaction.atomic
def _put_back(message_id: int, why: str, at: datetime) -> None:
    message = locked(message_id)
    if message is None or message.state != MessageState.WAITING:
        return
    if message.attempts >= MOST_ATTEMPTS:
        settle(message, MessageState.FAILED, reason=Reason.TOO_OFTEN.value, error=why)
        return
    message.last_error, message.next_at = why[:200], at + pause_after(message.attempts)
    message.save(update_fields=["last_error", "next_at"])


@transaction.atomic
def _give_up(message_id: int, reason: Reason, why: str, at: datetime) -> None:
    """The letter will not go; who has a telephone is called instead, unless they were told in person."""
    message = locked(message_id)
    if message is None or message.state != MessageState.WAITING:
        return
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


@transaction.atomic
def _server_down(message_id: int, failure: ServerUnavailable, at: datetime) -> None:
    """Nothing is wrong with the letter: it waits with its attempts as they were."""
    _log.warning("mail server takes nothing: %s", failure.why)
    message = locked(message_id)
    if message is not None and message.state == MessageState.WAITING:
        message.attempts, message.next_at = max(message.attempts - 1, 0), at
        message.save(update_fields=["attempts", "next_at"])
    trouble = queries.outage()
    attempts = trouble.attempts + 1 if trouble else 1
    said = {"attempts": attempts, "next_at": at + outage_pause(attempts), "last_error": failure.why[:200]}
    MailOutage.objects.update_or_create(pk=1, defaults=said, create_defaults=said | {"since": at})
