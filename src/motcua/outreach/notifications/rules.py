"""Whom a fact is told to, by which way, and when to try again: on values alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from motcua.casework.dossiers.choices import IN_PROCESS, NOT_ACCEPTED, Correction, Status
from motcua.outreach.notifications.choices import MessageChannel, MessageKind, Reason

MOST_ATTEMPTS = 8
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=2)
FIRST_OUTAGE_PAUSE = timedelta(seconds=10)
LONGEST_OUTAGE_PAUSE = timedelta(minutes=10)

NOTIFY = "notify"  # the job of a drawing that tells the applicant how far it is

_KINDS = {
    "dossiers.accepted": MessageKind.ACCEPTED,
    "dossiers.rejected": MessageKind.REJECTED,
    "dossiers.supplement_requested": MessageKind.SUPPLEMENT,
    "dossiers.extended": MessageKind.EXTENSION,
    # Law: NĐ 118/2025, Điều 17: what was written on the receipt has changed
    "dossiers.case_changed": MessageKind.RECASED,
    # Law: NĐ 118/2025, Điều 17: the date on the receipt moves while a law lets the clock stand
    "upkeep.clock_stopped": MessageKind.CLOCK_STOPPED,
    "upkeep.clock_resumed": MessageKind.CLOCK_RESUMED,
    # Law: NĐ 118/2025, Điều 24: the obligation and its end are told
    "dossiers.payment_asked": MessageKind.PAYMENT_ASKED,
    "dossiers.payment_confirmed": MessageKind.PAYMENT_CONFIRMED,
    # Law: NĐ 118/2025, Điều 23.1: a mistake of the agency, and when the right result is there
    "dossiers.wrong_result_confirmed": MessageKind.MISTAKE,
    "dossiers.result_corrected": MessageKind.CORRECTED,
    "dossiers.delivered": MessageKind.DELIVERED,
    "dossiers.stopped": MessageKind.STOPPED,
    "dossiers.withdrawal_refused": MessageKind.CONTINUED,
}


@dataclass(frozen=True)
class Contact:
    """How one party of a dossier can be reached; `email` is empty for who wants no letters."""

    role: str
    email: str = ""
    phone: str = ""
    refuses_mail: bool = False

    @property
    def mail_address(self) -> str:
        return "" if self.refuses_mail else self.email


@dataclass(frozen=True)
class Planned:
    """One message to make."""

    recipient: str
    channel: MessageChannel
    reason: str = ""


def kind_of(event_kind: str, facts: Mapping[str, Any]) -> MessageKind | None:
    """What the applicant is told about a fact; None when they need not hear of it."""
    if event_kind in ("dossiers.result_recorded", "dossiers.refused"):
        # Law: NĐ 118/2025, Điều 22.5: a result before its day is announced beforehand (T16)
        return MessageKind.EARLY_RESULT if facts.get("timeliness") == "early" else MessageKind.READY
    if event_kind == "dossiers.apologised":
        # Law: NĐ 118/2025, Điều 19.6: apology with reason and new date; the extension before it has told both,
        # and so has what was said of a wrong result
        return None if facts.get("apology_kind") in ("extension", "correction") else MessageKind.APOLOGY
    if event_kind == "upkeep.job_done":
        return MessageKind.PROGRESS if facts.get("job") == NOTIFY else None
    return _KINDS.get(event_kind)


def is_in_person(kind: MessageKind, facts: Mapping[str, Any], *, came_to_counter: bool) -> bool:
    """Whether the applicant stood at the counter when it happened, and took a slip or the result along."""
    if kind == MessageKind.DELIVERED:
        return (
            facts.get("receiver") in ("owner", "submitter") and facts.get("identity_check") != "post_invoice"
        )
    if kind == MessageKind.SUPPLEMENT:
        return came_to_counter and facts.get("stage") == "intake"
    return came_to_counter and kind in (MessageKind.ACCEPTED, MessageKind.REJECTED)


def plan(contacts: Sequence[Contact], *, in_person: bool, can_mail: bool) -> list[Planned]:
    """A letter to each party with an address; else one call; else one row that says why nobody is told.

    Who came to the counter is not called about what they were handed there. Who handed the
    dossier in is called before its owner.
    """
    letters = _letters(contacts) if can_mail else []
    if letters:
        return letters
    owner = contacts[0].role if contacts else "owner"
    if in_person:
        return [Planned(owner, MessageChannel.NONE, Reason.IN_PERSON.value)]
    for contact in reversed(contacts):
        if contact.phone:
            return [Planned(contact.role, MessageChannel.PHONE)]
    return [Planned(owner, MessageChannel.NONE, _why_nobody(contacts).value)]


def _letters(contacts: Sequence[Contact]) -> list[Planned]:
    addresses: dict[str, str] = {}
    for contact in contacts:
        if contact.mail_address:
            addresses.setdefault(contact.mail_address.casefold(), contact.role)
    return [Planned(role, MessageChannel.EMAIL) for role in addresses.values()]


def _why_nobody(contacts: Sequence[Contact]) -> Reason:
    if any(contact.mail_address for contact in contacts):
        return Reason.NO_MAIL_SERVER
    return Reason.MAIL_REFUSED if any(contact.email for contact in contacts) else Reason.NO_CONTACT


_RUNNING = frozenset(IN_PROCESS)
# States in which saying it would be wrong by now; whatever is not named may be said at any time.
_HOLDS_ONLY = {
    MessageKind.SUPPLEMENT: frozenset({Status.SUPPLEMENT, Status.INCOMPLETE}),
    MessageKind.EXTENSION: _RUNNING | {Status.SUPPLEMENT},
    MessageKind.RECASED: _RUNNING | {Status.SUPPLEMENT},
    MessageKind.CLOCK_STOPPED: _RUNNING,
    MessageKind.CLOCK_RESUMED: _RUNNING,
    MessageKind.PROGRESS: _RUNNING | {Status.SUPPLEMENT, Status.OBLIGATION, Status.RESOLVED},
    MessageKind.PAYMENT_ASKED: frozenset({Status.OBLIGATION}),
    MessageKind.PAYMENT_CONFIRMED: _RUNNING | {Status.SUPPLEMENT},
    MessageKind.READY: frozenset({Status.RESOLVED}),
    MessageKind.EARLY_RESULT: frozenset({Status.RESOLVED}),
}


_OF_CLOCK = (MessageKind.CLOCK_STOPPED, MessageKind.CLOCK_RESUMED)
_IN_DOUBT = frozenset({Correction.REPORTED, Correction.CONFIRMED})


def still_holds(kind: str, status: str, correction: str = "", *, stands: bool = False) -> bool:
    """Whether a message that waited is still true of its dossier: nobody is called in for a result they have,
    nor for one that is being put right; `stands`: its clock does not count now."""
    if kind in _OF_CLOCK and stands is not (kind == MessageKind.CLOCK_STOPPED):
        return False
    if kind in (MessageKind.READY, MessageKind.EARLY_RESULT) and correction in _IN_DOUBT:
        return False
    if kind == MessageKind.MISTAKE:
        return correction == Correction.CONFIRMED
    if kind == MessageKind.ACCEPTED:
        return status not in NOT_ACCEPTED
    only = _HOLDS_ONLY.get(MessageKind(kind))
    return only is None or status in only


def key_of(event_id: int, planned: Planned, kind: str) -> str:
    """The idempotency key: event and reaction, for one recipient and channel."""
    return f"{event_id}.{kind}.{planned.recipient}.{planned.channel}"


def pause_after(attempts: int) -> timedelta:
    """How long a letter waits after so many refusals for now: a minute doubling up to two hours."""
    return min(FIRST_PAUSE * 2 ** min(max(attempts - 1, 0), 10), LONGEST_PAUSE)


def outage_pause(attempts: int) -> timedelta:
    """How long the server is left alone after so many tries in vain."""
    return min(FIRST_OUTAGE_PAUSE * 2 ** min(max(attempts - 1, 0), 10), LONGEST_OUTAGE_PAUSE)
