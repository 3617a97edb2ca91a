from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers import queries as dossiers
from motcua.casework.dossiers.choices import IntakeChannel
from motcua.casework.dossiers.models import Dossier
from motcua.casework.joint.queries import is_part
from motcua.kernel.events.models import Event
from motcua.outreach.notifications import composing, queries
from motcua.outreach.notifications.choices import MessageChannel, MessageKind, MessageState, Reason
from motcua.outreach.notifications.models import Message
from motcua.outreach.notifications.rules import Planned, is_in_person, key_of, kind_of, plan


@transaction.atomic
def tell_applicant(*, event: Event, at: datetime, can_mail: bool) -> int:
    """Put down what the applicant is to hear of a fact, and drop what it made untrue; how many rows are new.

    Idempotent: a row's key is made of the event, the kind, the recipient and the channel.
    """
    dossier = dossiers.plain(int(event.subject_id))
    if dossier is None or is_part(dossier.pk):  # people hear of the whole
        return 0
    new, kind = 0, kind_of(event.kind, event.facts)
    if kind is not None and not queries.is_told(event, kind) and not queries.is_known(event, kind):
        new = put_down(dossier, event, kind, planned_for(dossier, event, kind, can_mail=can_mail), at)
    drop_outdated(dossier)
    return new


def drop_outdated(dossier: Dossier) -> None:
    """Messages still waiting that say what is no longer so: nobody is called in for a result they hold."""
    waiting = (MessageState.WAITING.value, MessageState.FAILED.value, MessageState.UNREACHABLE.value)
    rows = Message.objects.filter(subject=dossier.subject, state__in=waiting).values_list("pk", "kind")
    untrue = [pk for pk, kind in rows if not composing.holds(kind, dossier)]
    if untrue:
        given_up = {"state": MessageState.GIVEN_UP.value, "reason": Reason.OUTDATED.value, "next_at": None}
        Message.objects.filter(pk__in=untrue).update(**given_up)


def planned_for(dossier: Dossier, event: Event, kind: MessageKind, *, can_mail: bool) -> list[Planned]:
    """Who hears of it and how, as the dossier has its people now."""
    contacts = composing.contacts_of(dossier, refuses_mail=queries.refuses_mail(dossier.pk))
    return plan(contacts, in_person=was_in_person(dossier, event, kind), can_mail=can_mail)


def was_in_person(dossier: Dossier, event: Event, kind: MessageKind) -> bool:
    """Whether the applicant was there when it happened, and needs no call about it."""
    came = dossier.intake_channel == IntakeChannel.COUNTER
    return is_in_person(kind, event.facts, came_to_counter=came)


def put_down(
    dossier: Dossier, event: Event, kind: MessageKind, planned: Iterable[Planned], at: datetime
) -> int:
    """Make the rows; one whose key stands already is left as it is."""
    rows = [_row(dossier, event, kind, one, at) for one in planned]
    before = Message.objects.filter(key__in=[row.key for row in rows]).count()
    Message.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows) - before


def _row(dossier: Dossier, event: Event, kind: MessageKind, planned: Planned, at: datetime) -> Message:
    nobody = planned.channel == MessageChannel.NONE
    return Message(
        key=key_of(event.pk, planned, kind),
        event_id=event.pk,
        subject=event.subject,
        agency_id=dossier.receiving_agency_id,
        recipient=planned.recipient,
        kind=kind.value,
        channel=planned.channel.value,
        state=(MessageState.GIVEN_UP if nobody else MessageState.WAITING).value,
        reason=planned.reason,
        next_at=at if planned.channel == MessageChannel.EMAIL else None,
        happened_at=event.happened_at,
        created_at=at,
        is_simulated=event.origin == "demo",
    )
