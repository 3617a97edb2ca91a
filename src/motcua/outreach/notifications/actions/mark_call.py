from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.kernel.events import log
from motcua.outreach.notifications import composing
from motcua.outreach.notifications.actions.recording import locked, told
from motcua.outreach.notifications.choices import TO_CALL, CallOutcome, MessageChannel, MessageState
from motcua.outreach.notifications.events import CallMade
from motcua.outreach.notifications.models import Message, NotificationStatement


class CallRefused(Exception):
    """Tin này không còn trong danh sách gọi điện; có thể người khác đã gọi."""

    def __str__(self) -> str:
        return self.__doc__ or ""


@transaction.atomic
def mark_call(*, message_id: int, officer_id: int, outcome: CallOutcome, note: str, at: datetime) -> Message:
    """Put down that somebody was called and told, or not reached; whoever was not reached stays on the list.

    The note is a statement: the log covers it by hash. Raises CallRefused.
    """
    message = locked(message_id)
    if message is None or message.channel != MessageChannel.PHONE or message.state not in TO_CALL:
        raise CallRefused
    template = composing.template_for(message, at).name
    message.attempts += 1
    told(message, MessageState(outcome.value), template, at)
    fact = CallMade(message_id=message.pk, about=message.kind, outcome=outcome.value, template=template)
    subject = message.notice_subject
    said = (
        [NotificationStatement.write(subject=subject, purpose="call_note", body={"text": note})]
        if note
        else []
    )
    log.publish(
        fact,
        subject=subject,
        happened_at=at,
        actor_id=officer_id,
        agency_id=message.agency_id,
        statements=said,
    )
    return message
