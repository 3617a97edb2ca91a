from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from motcua.casework.ratings.choices import Outcome
from motcua.casework.ratings.events import FollowUpAnswered, FollowUpOpened
from motcua.casework.ratings.models import FollowUp, Rating, RatingStatement
from motcua.casework.ratings.rules import FOLLOW_UP_DAYS, is_low, the_hour
from motcua.directory.agencies.calendars import calendar_of
from motcua.directory.agencies.models import Agency
from motcua.directory.identity.refusal import Refused
from motcua.kernel.calendar import due, parse_limit
from motcua.kernel.events import log


class AlreadyAnswered(Refused):
    """Đánh giá này đã có người trả lời."""


def open_follow_up(row: Rating, levels: Mapping[str, int], at: datetime) -> None:
    """A low mark at an agency is looked into, once for a rating, within working days of that agency."""
    if row.agency_id is None or not is_low(levels.values()) or FollowUp.objects.filter(rating=row).exists():
        return
    hour = the_hour(at)
    days = row.criteria_set.follow_up_days if row.criteria_set else FOLLOW_UP_DAYS
    calendar = calendar_of(Agency.objects.get(pk=row.agency_id), at)
    due_at = due(hour, parse_limit(f"{days} working_days"), calendar).due_at
    FollowUp.objects.create(rating=row, agency_id=row.agency_id, opened_at=hour, due_at=due_at)
    fact = FollowUpOpened(due_at=due_at.isoformat(), calendar=dict(calendar.reference))
    log.publish(fact, subject=row.subject, happened_at=hour, agency_id=row.agency_id)


@transaction.atomic
def answer_follow_up(
    *, follow_up_id: int, officer_id: int, outcome: Outcome, text: str, at: datetime
) -> FollowUp:
    """What the head did about a low mark, in words the log covers. Raises AlreadyAnswered."""
    row = FollowUp.objects.select_for_update(of=("self",)).select_related("rating").get(pk=follow_up_id)
    if row.answered_at is not None:
        raise AlreadyAnswered
    row.outcome, row.answered_at, row.answered_by = outcome.value, at, officer_id
    row.save(update_fields=["outcome", "answered_at", "answered_by"])
    subject = row.rating.subject
    said = RatingStatement.write(subject=subject, purpose="follow_up", body={"text": text})
    log.publish(
        FollowUpAnswered(outcome=outcome.value),
        subject=subject,
        happened_at=at,
        actor_id=officer_id,
        agency_id=row.agency_id,
        statements=[said],
    )
    return row
