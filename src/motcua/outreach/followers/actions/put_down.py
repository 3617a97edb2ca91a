from __future__ import annotations

from datetime import datetime

from motcua.kernel.events.models import Event
from motcua.outreach.followers.choices import ABOUT, State
from motcua.outreach.followers.contacts import contact_of
from motcua.outreach.followers.models import Alert


def put_down(*, event: Event, at: datetime, can_mail: bool, can_text: bool) -> bool:
    """One row for who asked to be told; whether it is new. Nobody can be reached: no row, their page says it all.

    Idempotent: the key is the event's.
    """
    way = contact_of(event.subject).way(can_mail=can_mail, can_text=can_text)
    if way is None:
        return False
    kept = {
        "subject": event.subject,
        "event_id": event.pk,
        "agency_id": event.agency_id or 0,
        "about": ABOUT[event.kind].value,
        "way": way.value,
        "state": State.WAITING.value,
        "next_at": at,
        "happened_at": event.happened_at,
    }
    return Alert.objects.get_or_create(key=f"{event.pk}.{ABOUT[event.kind].value}", defaults=kept)[1]
