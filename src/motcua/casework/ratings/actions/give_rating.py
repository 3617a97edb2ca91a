from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from motcua.casework.ratings import queries
from motcua.casework.ratings.actions.follow_up import open_follow_up
from motcua.casework.ratings.choices import OVERALL, Door
from motcua.casework.ratings.events import RatingGiven
from motcua.casework.ratings.models import CriteriaSet, Mark, RatedOfficer, Rating
from motcua.casework.ratings.rules import the_hour
from motcua.casework.ratings.sources import Served
from motcua.directory.identity.refusal import Refused
from motcua.kernel.events import log


class AlreadyRated(Refused):
    """Ông/bà đã đánh giá lần này rồi, xin cảm ơn. Đánh giá đã gửi vẫn được giữ nguyên."""


@transaction.atomic
def give_rating(*, served: Served, level: int, door: Door, at: datetime) -> Rating:
    """Keep the first tap; a low one is given to the head to look into. Raises AlreadyRated."""
    chosen = queries.set_for(served.agency_id, the_hour(at).date())
    return enter(served, {OVERALL: level}, door, at, chosen)


def enter(
    served: Served, levels: Mapping[str, int], door: Door, at: datetime, chosen: CriteriaSet | None
) -> Rating:
    """Write a rating with its marks, state the fact, and open what a low one owes. Raises AlreadyRated."""
    hour = the_hour(at)
    row = Rating(
        blind=served.blind,
        source=served.source,
        door=door.value,
        criteria_set=chosen,
        agency_id=served.agency_id,
        competent_agency_id=served.competent_agency_id,
        counter_id=served.counter_id,
        on=hour.date(),
        hour=hour.hour,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise AlreadyRated from twice
    mark(row, levels)
    RatedOfficer.objects.bulk_create(
        RatedOfficer(rating=row, officer_id=officer_id) for officer_id in served.officer_ids
    )
    fact = RatingGiven(
        source=served.source,
        door=door.value,
        set_id=chosen.pk if chosen else None,
        serving_agency_id=served.agency_id,
        competent_agency_id=served.competent_agency_id,
        counter_id=served.counter_id,
        officer_ids=list(served.officer_ids),
        levels=dict(levels),
    )
    log.publish(fact, subject=row.subject, happened_at=hour, agency_id=served.agency_id)
    open_follow_up(row, levels, at)
    return row


def mark(row: Rating, levels: Mapping[str, int]) -> None:
    """The levels of a rating, one row a criterion."""
    Mark.objects.bulk_create(Mark(rating=row, criterion=code, level=level) for code, level in levels.items())
