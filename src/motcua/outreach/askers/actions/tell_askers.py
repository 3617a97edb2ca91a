from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.casework.dialogue.models import Dialogue
from motcua.kernel.events.models import Event
from motcua.outreach.askers import queries
from motcua.outreach.askers.actions.recording import key_of
from motcua.outreach.askers.choices import ABOUT, State, Way
from motcua.outreach.askers.models import Notice
from motcua.outreach.askers.rules import Contact


@transaction.atomic
def tell_askers(*, event: Event, at: datetime, can_mail: bool) -> int:
    """Put down who is to hear that a dialogue was moved or called off; how many rows are new.

    Idempotent: a row's key is made of the fact, the question and the way. What waited to tell of an
    earlier day is dropped.
    """
    row = Dialogue.objects.filter(pk=int(event.subject_id)).first()
    if row is None or Notice.objects.filter(dialogue=row, event_id__gte=event.pk).exists():
        return 0
    Notice.objects.filter(dialogue=row, state=State.WAITING.value).update(
        state=State.DROPPED.value, next_at=None
    )
    made = [_notice(row, event, one, at, can_mail=can_mail) for one in queries.contacts_of(row)]
    return len(Notice.objects.bulk_create(made))


def _notice(row: Dialogue, event: Event, contact: Contact, at: datetime, *, can_mail: bool) -> Notice:
    way = contact.ways(can_mail=can_mail)[0]
    return Notice(
        key=key_of(event.pk, contact.number, way),
        dialogue=row,
        event_id=event.pk,
        number=contact.number,
        about=ABOUT[event.kind].value,
        way=way.value,
        state=State.FAILED.value if way == Way.NONE else State.WAITING.value,
        next_at=at if way == Way.EMAIL else None,
    )
