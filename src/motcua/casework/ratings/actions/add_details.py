from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from motcua.casework.ratings.actions.follow_up import open_follow_up
from motcua.casework.ratings.actions.give_rating import mark
from motcua.casework.ratings.events import RatingDetailed
from motcua.casework.ratings.models import Rating, RatingStatement
from motcua.casework.ratings.rules import LONGEST_TEXT, the_hour, without_people
from motcua.directory.identity.refusal import Refused
from motcua.kernel.events import log


class NoMoreDetails(Refused):
    """Phần góp ý thêm đã được gửi hoặc đã qua ngày đánh giá, xin cảm ơn."""


@transaction.atomic
def add_details(*, blind: str, levels: Mapping[str, int], text: str, at: datetime) -> Rating:
    """Levels of single criteria and a remark, once, on the day of the first tap. Raises NoMoreDetails."""
    row = Rating.objects.select_for_update(of=("self",)).filter(blind=blind).first()
    if row is None or row.is_detailed or row.on != the_hour(at).date():
        raise NoMoreDetails
    row.is_detailed = True
    row.save(update_fields=["is_detailed"])
    mark(row, levels)
    log.publish(
        RatingDetailed(levels=dict(levels)),
        subject=row.subject,
        happened_at=the_hour(at),
        agency_id=row.agency_id,
        statements=remark(row, text),
    )
    open_follow_up(row, levels, at)
    return row


def remark(row: Rating, text: str) -> list[RatingStatement]:
    """What was written in free words, numbers and addresses of people taken out; nothing for nothing."""
    said = without_people(text.strip())[:LONGEST_TEXT]
    if not said:
        return []
    return [RatingStatement.write(subject=row.subject, purpose="remark", body={"text": said})]
