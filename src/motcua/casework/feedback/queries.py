"""The read side: lists within one's field, one feedback with what was said, published answers, figures."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext

from motcua.casework.feedback.choices import WITH_ANSWER, Act, Liking, Referral, State
from motcua.casework.feedback.models import Feedback, FeedbackStatement
from motcua.casework.feedback.rules import clocks, publish_due, satisfied_share
from motcua.directory.agencies.models import Agency
from motcua.kernel.calendar import Pause
from motcua.kernel.calendar.queries import calendar_at
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log
from motcua.kernel.events.models import Event


@dataclass(frozen=True)
class Told:
    """One thing that happened, with its words."""

    at: datetime
    title: str
    text: str
    officer_id: int | None


@dataclass(frozen=True)
class Apology:
    """A letter of apology: what it says, who signed it, when, on which form."""

    at: datetime
    text: str
    officer_id: int
    slip_template: str


@dataclass(frozen=True)
class Published:
    """A question and its answer as everybody reads them."""

    feedback: Feedback
    question: str
    answer: str


@dataclass(frozen=True)
class Figures:
    answered: int
    late: int
    disliked: int
    spoilt: int
    apologised: int
    referred: dict[str, int]

    @property
    def satisfied(self) -> float | None:
        return satisfied_share(self.answered, self.spoilt)


def by_secret(secret: str) -> Feedback | None:
    return Feedback.objects.select_related("agency").filter(secret=secret).first()


def by_code(code: str) -> Feedback | None:
    """PA-000123, written with or without the dash and zeros."""
    digits = "".join(sign for sign in code if sign.isascii() and sign.isdigit())
    if not digits or len(digits) > 18:
        return None
    return Feedback.objects.filter(pk=int(digits)).first()


def content(row: Feedback) -> dict[str, Any]:
    """What was sent; empty words once erased by law."""
    return said(row, "content")


def said(row: Feedback, purpose: str) -> dict[str, Any]:
    """The latest words of one purpose; they are named by the events that cover them."""
    bodies = _bodies(row)
    for event in reversed(log.of(row.subject)):
        for key in event.statements:
            purpose_of, body = bodies.get(key, ("", {}))
            if purpose_of == purpose:
                return body
    return {}


def _bodies(row: Feedback) -> dict[str, tuple[str, dict[str, Any]]]:
    rows = FeedbackStatement.objects.filter(subject=row.subject)
    return {str(one.pk): (one.purpose, one.body) for one in rows}


def apology_of(row: Feedback) -> Apology:
    """The letter that was signed; LookupError where there is none."""
    for event in log.of(row.subject):
        if event.kind == "feedback.apologised":
            text = str(said(row, "apology").get("text", ""))
            return Apology(event.happened_at, text, event.facts["signer_id"], event.facts["slip_template"])
    raise LookupError(row.subject)


def history(row: Feedback) -> list[Told]:
    """What happened, oldest first, in words."""
    bodies, told = _bodies(row), []
    for event in log.of(row.subject):
        texts = [bodies[key][1].get("text", "") for key in event.statements if key in bodies]
        told.append(Told(event.happened_at, _title(event), "\n".join(filter(None, texts)), event.actor_id))
    return told


def _title(event: Event) -> str:
    if event.kind == "feedback.received":
        return str(State.RECEIVED.label)
    if event.kind == "feedback.apologised":
        return gettext("Ký thư xin lỗi")
    if event.kind == "feedback.liked":
        return str(Liking(event.facts["liking"]).label)
    return str(Act(event.facts["act"]).label)


def reasons_for_due(row: Feedback) -> list[str]:
    """Why the next date is what it is: the days counted and left out, one sentence each."""
    stated = [e for e in log.of(row.subject) if e.facts.get("calendar")]
    if not stated or row.due_at is None:
        return []
    calendar = calendar_at(stated[-1].facts["calendar"])
    if row.state == State.RESOLVED and row.resolved_at:
        trace = publish_due(row.resolved_at, calendar).trace
    else:
        trace = clocks(row.clock_from, calendar, waits(row)).resolve.trace
    return [str(entry["text"]) for entry in trace]


def waits(row: Feedback) -> list[Pause]:
    """Past waits for the sender since the clock began."""
    found: list[Pause] = []
    asked: datetime | None = None
    for event in log.of(row.subject):
        act = event.facts.get("act")
        if act == Act.TRANSFER:
            found, asked = [], None
        elif act == Act.ASK:
            asked = event.happened_at
        elif act == Act.SUPPLEMENT and asked:
            found.append(Pause(asked, event.happened_at))
    return found


def addressable(on: date) -> QuerySet[Agency]:
    """Agencies people may write to: committees and departments in force."""
    kinds = ("people_committee", "department", "vertical_agency")
    return Agency.objects.on(on).filter(kind__in=kinds).order_by("level", "name")


def published(agency_ids: Collection[int] | None = None) -> QuerySet[Feedback]:
    found = Feedback.objects.filter(state=State.PUBLISHED.value).select_related("agency")
    found = found.order_by("-ended_at", "-id")
    return found if agency_ids is None else found.filter(agency_id__in=agency_ids)


def public_words(row: Feedback) -> Published:
    body = said(row, "public")
    return Published(row, str(body.get("question", "")), str(body.get("answer", "")))


def figures(rows: QuerySet[Feedback], first: date, last: date) -> Figures:
    """Answers of a period: how many, how many late, disliked, and people shown elsewhere."""
    start = datetime.combine(first, datetime.min.time(), VIETNAM)
    end = datetime.combine(last, datetime.max.time(), VIETNAM)
    done = rows.filter(state__in=[s.value for s in WITH_ANSWER], resolved_at__gte=start, resolved_at__lte=end)
    late, disliked = Q(resolved_at__gt=F("resolve_by")), Q(liking=Liking.DISLIKED.value)
    n = done.order_by().aggregate(
        answered=Count("pk"),
        late=Count("pk", filter=late),
        disliked=Count("pk", filter=disliked),
        spoilt=Count("pk", filter=late | disliked),
        apologised=Count("pk", filter=Q(apologised_at__isnull=False)),
    )
    return Figures(**n, referred=referrals(start, end))


def referrals(start: datetime, end: datetime) -> dict[str, int]:
    """How many people were shown where a grievance or a denunciation goes."""
    found = Event.objects.filter(kind="feedback.referred", happened_at__gte=start, happened_at__lte=end)
    kinds = [event.facts["referral"] for event in found.order_by()]
    return {str(one.label): kinds.count(one.value) for one in Referral}
