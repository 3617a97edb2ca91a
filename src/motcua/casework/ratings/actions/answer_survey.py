from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.crypto import salted_hmac

from motcua.casework.ratings.actions.add_details import remark
from motcua.casework.ratings.actions.give_rating import enter
from motcua.casework.ratings.choices import Door, Source
from motcua.casework.ratings.events import RatingDetailed
from motcua.casework.ratings.models import CriteriaSet, Rating
from motcua.casework.ratings.rules import the_hour
from motcua.casework.ratings.sources import Served
from motcua.directory.identity.refusal import Refused
from motcua.kernel.events import log


class SurveyClosed(Refused):
    """Phiếu khảo sát này chưa mở hoặc đã đóng, xin cảm ơn ông/bà đã quan tâm."""


@dataclass(frozen=True)
class SurveyAnswer:
    """What one form says; its id makes it count once."""

    client_id: UUID
    levels: Mapping[str, int]
    text: str = ""


@transaction.atomic
def answer_survey(*, survey: CriteriaSet, said: SurveyAnswer, at: datetime) -> Rating:
    """One anonymous answer. Raises SurveyClosed, AlreadyRated for the same form sent again."""
    hour = the_hour(at)
    if not survey.is_open_on(hour.date()):
        raise SurveyClosed
    blind = salted_hmac(
        "motcua.ratings.survey", f"{survey.pk} {said.client_id}", algorithm="sha256"
    ).hexdigest()
    row = enter(Served(blind, Source.SURVEY.value, survey.agency_id), said.levels, Door.PHONE, at, survey)
    row.is_detailed = True
    row.save(update_fields=["is_detailed"])
    log.publish(
        RatingDetailed(),
        subject=row.subject,
        happened_at=hour,
        agency_id=row.agency_id,
        statements=remark(row, said.text),
    )
    return row
