from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction

from motcua.outreach.notifications import composing, queries
from motcua.outreach.notifications.actions.recording import settle
from motcua.outreach.notifications.actions.tell_applicant import planned_for, put_down
from motcua.outreach.notifications.choices import MessageChannel, MessageKind, MessageState, Reason
from motcua.outreach.notifications.models import MailOutage, Message
from motcua.outreach.notifications.rules import key_of


@transaction.atomic
def retry_messages(
    *, message_ids: Iterable[int], agency_ids: Collection[int], at: datetime, can_mail: bool
) -> int:
    """Let stopped messages of these one-stops be tried at once; how many.

    A letter goes out again, also to an address that was mended; where nobody could be told,
    the dossier is looked at again. A server that rests is asked at once.
    """
    found = queries.stopped(agency_ids).filter(pk__in=list(message_ids)).select_for_update()
    freed = sum(_again(message, at, can_mail=can_mail) for message in found)
    if freed:
        MailOutage.objects.update(next_at=at)
    return freed


def _again(message: Message, at: datetime, *, can_mail: bool) -> bool:
    """Whether there is something to try. The way is chosen anew: an address may be there now, or be gone."""
    source = composing.source_of(message)
    if source is None or not composing.holds(message.kind, source.dossier):
        settle(message, MessageState.GIVEN_UP, reason=Reason.OUTDATED.value)
        return False
    kind = MessageKind(message.kind)
    planned = planned_for(source.dossier, source.event, kind, can_mail=can_mail)
    ways = [one for one in planned if one.channel != MessageChannel.NONE]
    if any(key_of(source.event.pk, one, kind) == message.key for one in ways):
        message.attempts = 0
        settle(message, MessageState.WAITING)
        message.next_at = at
        message.save(update_fields=["next_at"])
        return True
    if not ways:
        return False
    put_down(source.dossier, source.event, kind, ways, at)
    settle(message, MessageState.GIVEN_UP, reason=Reason.REPLACED.value)
    return True
