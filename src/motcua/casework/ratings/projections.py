"""How ratings, follow-ups and published sets follow from the log, for `audit verify`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from motcua.casework.ratings import criteria
from motcua.casework.ratings.choices import SetState
from motcua.casework.ratings.models import CriteriaSet, FollowUp, Rating
from motcua.casework.ratings.rules import the_hour
from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Projection, compare, register


def check(subject: str, events: list[Event]) -> Iterator[Difference]:
    """One rating with its marks, officers and follow-up."""
    expected: dict[str, Any] = {}
    for event in events:
        expected |= _stated(event, expected)
    row = Rating.objects.filter(pk=_pk(subject)).first()
    yield from compare(subject, expected, _found(row) if row else {})
    if row and not events:
        yield Difference(subject, "đánh giá", "không có", "có")


def _stated(event: Event, before: dict[str, Any]) -> dict[str, Any]:
    facts = event.facts
    if event.kind == "ratings.given":
        at = the_hour(event.happened_at)
        kept = ("source", "door", "set_id", "serving_agency_id", "competent_agency_id", "counter_id")
        officers = {"officer_ids": sorted(facts["officer_ids"])}
        days = {"on": at.date(), "hour": at.hour, "is_detailed": False, "follow_up": None}
        return {name: facts[name] for name in kept} | officers | days | {"levels": facts["levels"]}
    if event.kind == "ratings.detailed":
        return {"levels": before.get("levels", {}) | facts["levels"], "is_detailed": True}
    if event.kind == "ratings.follow_up_opened":
        return {"follow_up": (datetime.fromisoformat(facts["due_at"]), "", None)}
    if event.kind == "ratings.follow_up_answered" and before.get("follow_up"):
        return {"follow_up": (before["follow_up"][0], facts["outcome"], event.happened_at)}
    return {}


def _found(row: Rating) -> dict[str, Any]:
    follow_up = FollowUp.objects.filter(rating=row).first()
    return {
        "source": row.source,
        "door": row.door,
        "set_id": row.criteria_set_id,
        "serving_agency_id": row.agency_id,
        "competent_agency_id": row.competent_agency_id,
        "counter_id": row.counter_id,
        "officer_ids": sorted(row.officers.values_list("officer_id", flat=True)),
        "levels": dict(row.marks.values_list("criterion", "level")),
        "on": row.on,
        "hour": row.hour,
        "is_detailed": row.is_detailed,
        "follow_up": follow_up and (follow_up.due_at, follow_up.outcome, follow_up.answered_at),
    }


def check_set(subject: str, events: list[Event]) -> Iterator[Difference]:
    """A published set still says what was published."""
    row = CriteriaSet.objects.filter(pk=_pk(subject), state=SetState.PUBLISHED.value).first()
    published = [event.facts for event in events if event.kind == "ratings.set_published"]
    if row and not published:
        yield Difference(subject, "bộ tiêu chí", "chưa ban hành", "đã ban hành")
    if published:
        yield from compare(subject, published[-1], _set_found(row) if row else {})


def _set_found(row: CriteriaSet) -> dict[str, Any]:
    return {
        "set_kind": row.kind,
        "owner_agency_id": row.agency_id,
        "valid_from": row.valid_from.isoformat(),
        "valid_to": row.valid_to.isoformat() if row.valid_to else "",
        "follow_up_days": row.follow_up_days,
        "digest": criteria.digest(row.title, row.criteria_json),
    }


def _pk(subject: str) -> int:
    return int(subject.partition(":")[2])


def subjects() -> Iterator[str]:
    for pk in Rating.objects.order_by("id").values_list("pk", flat=True).iterator(chunk_size=2000):
        yield f"rating:{pk}"


def set_subjects() -> Iterator[str]:
    for pk in CriteriaSet.objects.filter(state=SetState.PUBLISHED.value).values_list("pk", flat=True):
        yield f"criteria_set:{pk}"


def install() -> None:
    register(Projection(name="ratings", subject_type="rating", check=check, subjects=subjects))
    register(
        Projection(name="criteria_sets", subject_type="criteria_set", check=check_set, subjects=set_subjects)
    )
