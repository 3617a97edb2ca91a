"""The read side of messages."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from motcua.casework.deadlines.clocks import CLOCK_FACTS, instant
from motcua.casework.dossiers import queries as dossiers
from motcua.casework.dossiers.choices import IN_PROCESS
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.permissions import decides, is_holder, receives
from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies.models import Agency, Officer
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events.models import Event
from motcua.kernel.prepared import Given, Prepared
from motcua.outreach.notifications import composing
from motcua.outreach.notifications.choices import (
    TO_CALL,
    TOLD,
    MessageChannel,
    MessageKind,
    MessageState,
    Reason,
)
from motcua.outreach.notifications.models import FakeMail, MailOutage, MailRefusal, Message, Reminder
from motcua.outreach.notifications.models.message import SUBJECT

NEVER_RETRIED = (Reason.OUTDATED.value, Reason.REPLACED.value, Reason.IN_PERSON.value)


# Asked about every fact and every letter.
_TOLD = Prepared(
    lambda: (
        Message.objects.filter(subject=Given("subject"), event_id=Given("event"), kind=Given("kind"))
        .order_by()
        .values_list("id")[:1]
    )
)
_REFUSED = Prepared(
    lambda: MailRefusal.objects.filter(subject=Given("subject")).order_by().values_list("subject")[:1]
)


def of_agencies(agency_ids: Collection[int]) -> QuerySet[Message]:
    """Messages of these one-stops, newest first."""
    return Message.objects.filter(agency_id__in=agency_ids)


def of_dossier(dossier_id: int) -> list[Message]:
    """What was told about a dossier, or is about to be, oldest first."""
    return list(Message.objects.filter(subject=f"{SUBJECT}:{dossier_id}").order_by("id"))


def stopped(agency_ids: Collection[int]) -> QuerySet[Message]:
    """Messages that wait for a person's Retry."""
    states = (MessageState.FAILED.value, MessageState.GIVEN_UP.value)
    return of_agencies(agency_ids).filter(state__in=states).exclude(reason__in=NEVER_RETRIED)


def failed(agency_ids: Collection[int]) -> QuerySet[Message]:
    """Letters that were tried and did not go."""
    return of_agencies(agency_ids).filter(state=MessageState.FAILED.value)


def failed_everywhere() -> int:
    """How many letters of the whole installation wait for a person's Retry."""
    return Message.objects.filter(state=MessageState.FAILED.value).count()


def to_call(agency_ids: Collection[int]) -> QuerySet[Message]:
    """The call list: who has not been reached yet, longest waiting first."""
    states = [state.value for state in TO_CALL]
    found = of_agencies(agency_ids).filter(channel=MessageChannel.PHONE.value, state__in=states)
    return found.order_by("happened_at", "id")


def due_mails(at: datetime) -> QuerySet[Message]:
    """Letters to send now, longest due first."""
    found = Message.objects.filter(
        state=MessageState.WAITING.value, channel=MessageChannel.EMAIL.value, next_at__lte=at
    )
    return found.order_by("next_at", "id")


def waiting_mails(agency_ids: Collection[int]) -> int:
    found = of_agencies(agency_ids).filter(state=MessageState.WAITING.value)
    return found.filter(channel=MessageChannel.EMAIL.value).count()


def outage() -> MailOutage | None:
    """The present trouble with the mail server, if there is one."""
    return MailOutage.objects.first()


def is_told(event: Event, kind: str) -> bool:
    """Whether there are rows about this fact already."""
    return _TOLD.first(subject=event.subject, event=event.pk, kind=str(kind)) is not None


def is_known(event: Event, kind: str) -> bool:
    """Whether the applicant has nothing new to hear of a clock: it stood already, or nobody heard that it did and
    the date is the one they know."""
    if kind == MessageKind.CLOCK_STOPPED:
        past = Event.objects.filter(subject=event.subject, kind__in=CLOCK_FACTS, seq__lt=event.seq)
        before = past.order_by("-seq").first()
        return before is not None and before.kind == event.kind
    if kind == MessageKind.CLOCK_RESUMED and _same(event.facts["due_at"], event.facts["previous_due_at"]):
        heard = Message.objects.filter(subject=event.subject, kind=MessageKind.CLOCK_STOPPED.value)
        return not heard.filter(state__in=[state.value for state in TOLD]).exists()
    return False


def _same(one: str, other: str | None) -> bool:
    return instant(one) == instant(other)


def refuses_mail(dossier_id: int) -> bool:
    return _REFUSED.first(subject=f"{SUBJECT}:{dossier_id}") is not None


def fake_mails(agency_ids: Collection[int]) -> QuerySet[FakeMail]:
    """Letters the fake kept, of these one-stops."""
    return FakeMail.objects.filter(key__in=of_agencies(agency_ids).values("key"))


def names_of(agency_ids: Collection[int]) -> list[str]:
    """Names of one-stops, for the head of a list."""
    return sorted(Agency.objects.filter(pk__in=agency_ids).values_list("name", flat=True))


def dossier_codes(messages: Iterable[Message]) -> dict[int, str]:
    """Code, or barcode number where there is none yet, by dossier."""
    ids = {message.dossier_id for message in messages}
    found = Dossier.objects.filter(pk__in=ids).values_list("pk", "code", "barcode")
    return {pk: code or barcode for pk, code, barcode in found}


@dataclass(frozen=True)
class Late:
    """A dossier that will be late unless it is finished today; `is_in_time`: a new date may still be promised."""

    dossier: Dossier
    reminder: Reminder
    step: str
    is_in_time: bool


def reminders_for(officer: Officer, at: datetime) -> list[Late]:
    """What this officer holds, received at the counter, or would sign the apology for, soonest due first."""
    on = at.astimezone(VIETNAM).date()
    places = rights.agencies_of(officer, on=on)
    near = Q(agency_id__in=places) | Q(receiving_agency_id__in=places)
    rows = {row.dossier_id: row for row in Reminder.objects.filter(near, due_at__gt=at)}
    open_ones = dossiers.for_reading().filter(
        pk__in=rows,
        status__in=[status.value for status in IN_PROCESS],
        clock_stopped_at__isnull=True,
        apology_count=0,
        is_extended=False,
    )
    return [
        Late(one, rows[one.pk], dossiers.step_name(one), at <= rows[one.pk].apologise_by)
        for one in open_ones.order_by("due_at", "id")
        if one.due_at == rows[one.pk].due_at and _concerns(officer, one, on)
    ]


def _concerns(officer: Officer, dossier: Dossier, on: date) -> bool:
    """The holder hurries, the approver signs the apology, the one-stop is to know of it beforehand."""
    return any(rule(officer, dossier, on) for rule in (is_holder, decides, receives))


@dataclass(frozen=True)
class Call:
    """One line of the call list: whom to call and what to say."""

    message: Message
    code: str
    name: str
    phone: str
    script: str


def calls(messages: Iterable[Message], at: datetime) -> list[Call]:
    """Lines of the call list, names and numbers as the dossiers have them now."""
    rows = list(messages)
    sources = composing.sources_of(rows)
    return [_call(sources[row.pk], at) for row in rows if row.pk in sources]


def _call(source: composing.Source, at: datetime) -> Call:
    message, dossier = source.message, source.dossier
    party = next((one for one in dossier.parties.all() if one.role == message.recipient), None)
    script = composing.words_of(source, composing.template_for(message, at), "").text
    name, phone = (party.name, party.phone) if party else ("", "")
    return Call(message, dossier.code or dossier.barcode, name, phone, script)
