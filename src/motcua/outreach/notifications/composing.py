"""Puts a message together at the moment of telling: the address and the dates from the dossier, words from the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import translation

from motcua.casework.deadlines.clocks import instant
from motcua.casework.dossiers.models import Dossier, Party
from motcua.casework.ratings import sources as ratings
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.models import Agency
from motcua.facilities.workflow import queries as processes
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events.models import Event
from motcua.kernel.ui import words
from motcua.outreach.notifications import texts
from motcua.outreach.notifications.choices import MessageKind
from motcua.outreach.notifications.models import Message
from motcua.outreach.notifications.rules import Contact, still_holds

_STATED_DATE = {
    MessageKind.ACCEPTED: "due_at",
    MessageKind.EXTENSION: "due_at",
    MessageKind.RECASED: "due_at",
    MessageKind.CLOCK_RESUMED: "due_at",
    MessageKind.SUPPLEMENT: "answer_by",
    MessageKind.PAYMENT_ASKED: "pay_by",
    MessageKind.PAYMENT_CONFIRMED: "due_at",
    MessageKind.MISTAKE: "correct_by",
}
_LANGUAGE = "vi"


@dataclass(frozen=True)
class Source:
    """What a message is made from: its dossier, the fact it tells, the one-stop that tells it."""

    message: Message
    dossier: Dossier
    event: Event
    one_stop: str
    phone: str


def source_of(message: Message) -> Source | None:
    """Everything the words need; None when the dossier is gone."""
    return sources_of([message]).get(message.pk)


def sources_of(messages: Sequence[Message]) -> dict[int, Source]:
    """What each message is made from, by its id, in a few queries however many there are."""
    found = Dossier.objects.select_related("receiving_agency").prefetch_related("parties")
    dossiers = found.in_bulk({message.dossier_id for message in messages})
    events = Event.objects.in_bulk({message.event_id for message in messages})
    signs = {agency: _sign(agency) for agency in {one.receiving_agency for one in dossiers.values()}}
    return {
        message.pk: Source(message, dossier, events[message.event_id], *signs[dossier.receiving_agency])
        for message in messages
        if (dossier := dossiers.get(message.dossier_id)) and message.event_id in events
    }


def _sign(agency: Agency) -> tuple[str, str]:
    """Name and telephone under a letter: the one-stop's."""
    one_stop = agencies.one_stop_of(agency.pk)
    return (one_stop.name, one_stop.phone) if one_stop else (agency.name, "")


def holds(kind: str, dossier: Dossier) -> bool:
    """Whether a message of this kind is true of its dossier now."""
    stands = dossier.clock_stopped_at is not None
    return still_holds(kind, dossier.status, dossier.correction, stands=stands)


def contacts_of(dossier: Dossier, *, refuses_mail: bool) -> list[Contact]:
    """How the owner, then the submitter, can be reached now."""
    found = {party.role: party for party in dossier.parties.all()}
    return [_contact(found[role], refuses_mail) for role in ("owner", "submitter") if role in found]


def _contact(party: Party, refuses_mail: bool) -> Contact:
    return Contact(party.role, party.email.strip(), party.phone.strip(), refuses_mail)


def template_for(message: Message, at: datetime) -> texts.MessageTemplate:
    """The version this message was told with, or the one in force now."""
    if message.template:
        return texts.named(message.template)
    return texts.in_force(message.kind, message.channel, at.astimezone(VIETNAM).date())


def words_of(source: Source, template: texts.MessageTemplate, base_url: str) -> texts.Words:
    """The words for one recipient: code, date, how to look it up. Nothing else about anybody."""
    dossier = source.dossier
    tracking = reverse("dossiers_public:by_token", args=[dossier.lookup_token])
    with translation.override(_LANGUAGE):  # names of days, whatever the officer's screen speaks
        values = {
            "code": dossier.code or dossier.barcode,
            "date": _date(source),
            "how": template.how.get(dossier.delivery_choice, template.how.get("counter", "")),
            "link": f"{base_url}{tracking}" if base_url else "",
            "rate": _rating(dossier, base_url),
            "step": _step(source),
            "one_stop": source.one_stop,
            "phone": source.phone,
        }
    return texts.fill(template, values)


def _rating(dossier: Dossier, base_url: str) -> str:
    """The address that rates a finished dossier without saying which it was; empty before."""
    token = ratings.dossier_token(dossier)
    return f"{base_url}{reverse('ratings_public:rate', args=[token])}" if base_url and token else ""


def _step(source: Source) -> str:
    """What the drawing calls the job that tells it; empty for what no job tells."""
    version_id, facts = source.dossier.process_version_id, source.event.facts
    if version_id is None or "job" not in facts:
        return ""
    node = processes.graph_of(version_id).nodes.get(facts["from_step"])
    return node.name.rstrip(". ") if node else ""


def _date(source: Source) -> str:
    """The day the message is about, as the fact states it; for what states none, the promised day or its own.

    A promise that was broken before its clock stood is not told as if it were to be kept.
    """
    kind = MessageKind(source.message.kind)
    if kind == MessageKind.DELIVERED:
        return words.day(source.event.happened_at)
    if kind == MessageKind.CLOCK_STOPPED:
        return words.long_instant(source.event.happened_at)
    name = _STATED_DATE.get(kind)
    at = instant(source.event.facts.get(name)) if name else source.dossier.due_at
    is_past = kind == MessageKind.CLOCK_RESUMED and at is not None and at <= source.event.happened_at
    return words.long_instant(at) if at and not is_past else ""
