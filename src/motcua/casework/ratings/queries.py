"""The read side: which criteria count, how ratings are distributed, what waits for an answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from motcua.casework.ratings import criteria, sources
from motcua.casework.ratings.choices import LOW, OVERALL, SetKind, SetState, Source
from motcua.casework.ratings.criteria import STANDARD, Criterion
from motcua.casework.ratings.models import CriteriaSet, FollowUp, Mark, Rating, RatingStatement
from motcua.casework.ratings.rules import SMALLEST, Distribution, share
from motcua.casework.ratings.times import mean_minutes
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.models import Counter, Officer

MOST_REMARKS = 100


@dataclass(frozen=True)
class Line:
    """One row of results: whom or what, how it was rated, and of how many."""

    name: str
    found: Distribution
    of: int | None = None
    key: str = ""
    wait: float | None = None
    service: float | None = None

    @property
    def share(self) -> float | None:
        return share(self.found.total, self.of) if self.of is not None else None


@dataclass(frozen=True)
class Span:
    """Days of a result, both included."""

    first: date
    last: date


def set_for(agency_id: int | None, on: date) -> CriteriaSet | None:
    """The published set that counts at an agency on a day: the nearest above it, else the province's.

    None: the standard criteria of the product count.
    """
    above = agencies.ancestor_ids(agency_id) if agency_id else []
    found = CriteriaSet.objects.filter(
        Q(agency_id__in=above) | Q(agency_id__isnull=True),
        kind=SetKind.SERVICE.value,
        state=SetState.PUBLISHED.value,
        valid_from__lte=on,
    )
    order = {pk: place for place, pk in enumerate(above)}
    ranked = sorted(found, key=lambda one: (order.get(one.agency_id or 0, len(above)), -one.valid_from.toordinal(), -one.pk))  # fmt: skip
    return ranked[0] if ranked else None


def set_of_rating(blind: str) -> CriteriaSet | None:
    """The set under which a rating was begun."""
    row = Rating.objects.filter(blind=blind).select_related("criteria_set").first()
    return row.criteria_set if row else None


def is_rated(blind: str) -> bool:
    return Rating.objects.filter(blind=blind).exists()


def open_surveys(on: date) -> QuerySet[CriteriaSet]:
    """Questionnaires people may answer on a day."""
    found = CriteriaSet.objects.filter(kind=SetKind.SURVEY.value, state=SetState.PUBLISHED.value)
    return found.filter(valid_from__lte=on, valid_to__gte=on).select_related("agency")


def published_survey(set_id: int) -> CriteriaSet | None:
    found = CriteriaSet.objects.filter(kind=SetKind.SURVEY.value, state=SetState.PUBLISHED.value)
    return found.filter(pk=set_id).first() if set_id < 10**18 else None


def criteria_of(chosen: CriteriaSet | None) -> tuple[Criterion, ...]:
    return chosen.criteria if chosen else STANDARD


def sets_in(scope: Collection[int] | None) -> QuerySet[CriteriaSet]:
    """Sets an administrator may see: those of the scope and the province's."""
    found = CriteriaSet.objects.select_related("agency")
    return found if scope is None else found.filter(Q(agency_id__in=scope) | Q(agency_id__isnull=True))


def ratings_in(agency_ids: Collection[int] | None, span: Span) -> QuerySet[Rating]:
    """Ratings of visits and dossiers of these agencies (None: of all), as serving or as competent."""
    found = Rating.objects.filter(on__gte=span.first, on__lte=span.last).exclude(source=Source.SURVEY.value)
    if agency_ids is None:
        return found
    return found.filter(Q(agency_id__in=agency_ids) | Q(competent_agency_id__in=agency_ids))


def overall(ratings: QuerySet[Rating]) -> Distribution:
    return _distributions(ratings, "criterion", Q(criterion=OVERALL)).get(OVERALL, Distribution())


def by_agency(ratings: QuerySet[Rating], agency_ids: Collection[int] | None, span: Span) -> list[Line]:
    """One line for each serving agency, with how many of its dossiers were rated."""
    found = _distributions(ratings, "rating__agency_id", Q(criterion=OVERALL))
    rateable = sources.rateable(agency_ids, span.first, span.last)
    names = agencies.names_of(pk for pk in {*found, *rateable} if pk)
    waits, serving = _minutes("agency_id", "waiting", span), _minutes("agency_id", "serving", span)
    lines = [
        Line(
            name, found.get(pk, Distribution()), rateable.get(pk, 0), str(pk), waits.get(pk), serving.get(pk)
        )
        for pk, name in names.items()
    ]
    return sorted(lines, key=lambda line: line.name)


def by_officer(ratings: QuerySet[Rating], span: Span) -> list[Line]:
    """One line for each officer who served."""
    wanted = Q(criterion=OVERALL, rating__officers__isnull=False)
    found = _distributions(ratings, "rating__officers__officer_id", wanted)
    names = dict(Officer.objects.filter(pk__in=found).values_list("pk", "name"))
    serving = _minutes("officer_id", "serving", span)
    lines = [Line(names.get(pk, "–"), one, key=str(pk), service=serving.get(pk)) for pk, one in found.items()]
    return sorted(lines, key=lambda line: line.name)


def by_counter(ratings: QuerySet[Rating], span: Span) -> list[Line]:
    """One line for each counter at which people were served."""
    found = _distributions(
        ratings, "rating__counter_id", Q(criterion=OVERALL, rating__counter_id__isnull=False)
    )
    rows = (
        Counter.objects.filter(pk__in=found).select_related("one_stop").order_by("one_stop__name", "number")
    )
    serving = _minutes("counter_id", "serving", span)
    return [
        Line(
            f"{row.number} · {row.name or row.one_stop.name}",
            found[row.pk],
            key=str(row.pk),
            service=serving.get(row.pk),
        )
        for row in rows
    ]


def _minutes(by: str, state: str, span: Span) -> dict[int, float]:
    return mean_minutes(by, state, span.first, span.last)


def by_criterion(ratings: QuerySet[Rating]) -> list[Line]:
    """One line for each criterion asked about, the overall level first."""
    found, words = _distributions(ratings, "criterion", Q()), _words()
    return [Line(words[code], found[code], key=code) for code in words if code in found]


def _words() -> dict[str, str]:
    """What each criterion of any set is called, in the order in which it is asked."""
    words = {OVERALL: str(criteria.OVERALL_LABEL)} | {one.code: one.words for one in STANDARD}
    for row in CriteriaSet.objects.filter(state=SetState.PUBLISHED.value).order_by("id"):
        words |= {one.code: one.words for one in row.criteria}
    return words


def _distributions(ratings: QuerySet[Rating], key: str, wanted: Q) -> dict:
    rows = Mark.objects.filter(wanted, rating__in=ratings).order_by().values_list(key, "level")
    found: dict = {}
    for group, level, n in rows.annotate(n=Count("pk")):
        found[group] = found.get(group, Distribution()).plus(level, n)
    return found


def remarks(ratings: QuerySet[Rating]) -> list[str]:
    """What people wrote, in no order that could lead back to them; nothing while there are few."""
    subjects = [f"rating:{pk}" for pk in ratings.values_list("pk", flat=True)]
    found: list[str] = []
    for first in range(0, len(subjects), 500):
        rows = RatingStatement.objects.filter(subject__in=subjects[first : first + 500], purpose="remark")
        found += [text for row in rows.order_by("id") if (text := row.body.get("text", ""))]
    return sorted(found)[:MOST_REMARKS] if len(found) >= SMALLEST else []


def follow_ups(agency_ids: Collection[int]) -> QuerySet[FollowUp]:
    """Low marks to be looked into, the most pressing first."""
    return FollowUp.objects.filter(agency_id__in=agency_ids).select_related("rating")


def open_follow_ups(agency_ids: Collection[int]) -> QuerySet[FollowUp]:
    return follow_ups(agency_ids).filter(answered_at__isnull=True).order_by("due_at", "id")


def answered_follow_ups(agency_ids: Collection[int]) -> QuerySet[FollowUp]:
    return follow_ups(agency_ids).filter(answered_at__isnull=False).order_by("-answered_at", "-id")


def overdue_follow_ups(agency_ids: Collection[int], at: datetime) -> QuerySet[FollowUp]:
    return open_follow_ups(agency_ids).filter(due_at__lt=at)


@dataclass(frozen=True)
class Told:
    """A low mark as the head reads it: which levels, where, which day, whom it concerns; no remark, no hour."""

    follow_up: FollowUp
    agency: str
    counter: str
    officers: list[str]
    marks: list[Mark]
    words: dict[str, str]
    answer: str

    @property
    def low(self) -> list[tuple[str, Mark]]:
        return [(self.words.get(m.criterion, m.criterion), m) for m in self.marks if m.level in LOW]


def told(rows: Iterable[FollowUp]) -> list[Told]:
    """Low marks with names in place of ids."""
    found = list(rows)
    names = agencies.names_of(row.agency_id for row in found)
    counters = {c.pk: str(c.number) for c in Counter.objects.filter(pk__in={row.rating.counter_id for row in found if row.rating.counter_id})}  # fmt: skip
    rated = {row.pk: list(row.rating.officers.values_list("officer_id", flat=True)) for row in found}
    people = dict(Officer.objects.filter(pk__in={pk for pks in rated.values() for pk in pks}).values_list("pk", "name"))  # fmt: skip
    words = _words()
    return [
        Told(
            row,
            names.get(row.agency_id, ""),
            counters.get(row.rating.counter_id or 0, ""),
            sorted(people.get(pk, "–") for pk in rated[row.pk]),
            list(row.rating.marks.order_by("id")),
            words,
            answer_to(row) if row.answered_at else "",
        )
        for row in found
    ]


def answer_to(follow_up: FollowUp) -> str:
    """The head's words."""
    row = RatingStatement.objects.filter(subject=follow_up.rating.subject, purpose="follow_up").first()
    return str(row.body.get("text", "")) if row else ""


def ratings_of_officer(officer_id: int, span: Span) -> QuerySet[Rating]:
    """Ratings of what one officer did."""
    return ratings_in(None, span).filter(officers__officer_id=officer_id)
