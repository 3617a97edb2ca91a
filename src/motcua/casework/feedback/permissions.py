"""Who reads feedback, who answers, who lets answers be published. Nothing is allowed that is not said here."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.lookups import In

from motcua.casework.feedback.choices import Act, FeedbackClass, State
from motcua.casework.feedback.models import Feedback
from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.models import Officer
from motcua.kernel.prepared import PreparedIn

COUNTED = 100  # as far as the menu counts
HEADS = ("approver", "division_head")
HANDLERS = ("case_officer", "clerk", *HEADS)
READERS = (*HANDLERS, "inspector")
# At the counter, words are taken down for whoever cannot write them.
TAKERS = ("intake_officer", "clerk")
COMING_IN = tuple(sorted({*READERS, *TAKERS}))


def handled_agencies(officer: Officer, on: date) -> frozenset[int]:
    """Agencies whose feedback about rules the officer reads and answers."""
    return rights.agencies_of(officer, on=on, roles=HANDLERS)


def headed_agencies(officer: Officer, on: date) -> frozenset[int]:
    """Agencies whose feedback about conduct the officer reads too: it may be about a colleague."""
    return rights.agencies_of(officer, on=on, roles=HEADS)


def inspected_agencies(officer: Officer, on: date) -> frozenset[int]:
    own = rights.agencies_of(officer, on=on, roles=("inspector",))
    return agencies.subtree_ids(own) if own else frozenset()


def may_do(officer: Officer, row: Feedback, act: Act, on: date) -> bool:
    """Heads decide on publishing, and do everything about conduct; inspectors only read; the sender supplements."""
    if act is Act.SUPPLEMENT:
        return False
    heads = row.agency_id in headed_agencies(officer, on)
    if row.feedback_class == FeedbackClass.CONDUCT or act in (Act.PUBLISH, Act.WITHHOLD):
        return heads
    return row.agency_id in handled_agencies(officer, on)


def signed_for(officer: Officer, on: date) -> frozenset[int]:
    """Agencies in whose name the officer apologises: the head does, and who stands in for the head.

    Law: NĐ 118/2025, Điều 38.2đ
    """
    return rights.agencies_of(officer, on=on, roles=("approver",))


def may_apologise(officer: Officer, row: Feedback, on: date) -> bool:
    """The letter is signed by the head of the agency that was at fault."""
    return row.owes_apology and row.agency_id in signed_for(officer, on)


def apologies_owed(officer: Officer, on: date) -> QuerySet[Feedback]:
    """Letters of apology that wait for this head's signature, the most pressing first."""
    owed = Feedback.objects.owing_apology().filter(agency_id__in=signed_for(officer, on))
    return owed.select_related("agency").order_by("apologise_by", "id")


def taking_agencies(officer: Officer, on: date) -> frozenset[int]:
    """Where the officer stands at a counter and takes words down."""
    return rights.agencies_of(officer, on=on, roles=TAKERS)


def seen_by(officer: Officer, on: date) -> QuerySet[Feedback]:
    """What an officer may read: rules of own agencies, conduct where they head, all where they inspect."""
    handled, headed = handled_agencies(officer, on), headed_agencies(officer, on)
    inspected = inspected_agencies(officer, on)
    wanted = Q(agency_id__in=handled, feedback_class=FeedbackClass.RULES.value)
    wanted |= Q(agency_id__in=headed | inspected)
    return Feedback.objects.filter(wanted).select_related("agency")


def pressing(officer: Officer, on: date) -> QuerySet[Feedback]:
    """What waits for this officer, the most pressing first; not what an inspector only reads."""
    handled, headed = handled_agencies(officer, on), headed_agencies(officer, on)
    wanted = Q(agency_id__in=handled, feedback_class=FeedbackClass.RULES.value) | Q(agency_id__in=headed)
    waiting = Feedback.objects.open().exclude(state=State.WAITING.value).filter(wanted)
    return waiting.select_related("agency").order_by("resolve_by", "id")


def _pressing(handled: list[Any], headed: list[Any]) -> QuerySet[Feedback, Any]:
    wanted = Q(In(F("agency_id"), handled), feedback_class=FeedbackClass.RULES.value)
    wanted |= Q(In(F("agency_id"), headed))
    found = Feedback.objects.open().exclude(state=State.WAITING.value).filter(wanted)
    return found.order_by().values_list("pk")[:COUNTED]


_PRESSING = PreparedIn(_pressing, "handled", "headed")


def pressing_count(officer: Officer, on: date) -> int:
    """How much of `pressing` there is, counted up to COUNTED."""
    return len(_PRESSING(handled=handled_agencies(officer, on), headed=headed_agencies(officer, on)))
