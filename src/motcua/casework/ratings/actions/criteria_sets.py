"""A criteria set is drafted, changed while it is a draft, and published once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from motcua.casework.ratings import criteria
from motcua.casework.ratings.choices import SetKind, SetState
from motcua.casework.ratings.criteria import Criterion
from motcua.casework.ratings.events import SetPublished
from motcua.casework.ratings.models import CriteriaSet
from motcua.directory.identity.refusal import Refused
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log


class NotADraft(Refused):
    """Bộ tiêu chí đã ban hành thì không sửa nữa. Hãy lập bộ mới; đánh giá cũ giữ bộ cũ."""


class BeginsInThePast(Refused):
    """Ngày áp dụng phải từ hôm nay trở đi: đánh giá đã nhận không đổi bộ tiêu chí."""


@dataclass(frozen=True, kw_only=True)
class SetContent:
    """What a draft says. `agency_id` None counts for the whole province."""

    kind: SetKind
    agency_id: int | None
    title: str
    criteria: Sequence[Criterion]
    follow_up_days: int
    valid_from: date
    valid_to: date | None = None


@transaction.atomic
def draft_set(*, content: SetContent, at: datetime) -> CriteriaSet:
    """A new draft."""
    row = CriteriaSet(kind=content.kind.value, agency_id=content.agency_id, drafted_at=at)
    return _write(row, content)


@transaction.atomic
def change_draft(*, set_id: int, content: SetContent) -> CriteriaSet:
    """Other words for a draft. Raises NotADraft."""
    return _write(_draft(set_id), content)


@transaction.atomic
def publish_set(*, set_id: int, officer_id: int | None, at: datetime) -> CriteriaSet:
    """Freeze a draft and let it count from its day on. Raises NotADraft, BeginsInThePast."""
    row = _draft(set_id)
    if row.valid_from < at.astimezone(VIETNAM).date():
        raise BeginsInThePast
    row.state, row.published_at = SetState.PUBLISHED.value, at
    row.digest = criteria.digest(row.title, row.criteria_json)
    row.save()
    fact = SetPublished(
        set_kind=row.kind,
        owner_agency_id=row.agency_id,
        valid_from=row.valid_from.isoformat(),
        valid_to=row.valid_to.isoformat() if row.valid_to else "",
        follow_up_days=row.follow_up_days,
        digest=row.digest,
    )
    log.publish(fact, subject=row.subject, happened_at=at, actor_id=officer_id, agency_id=row.agency_id)
    return row


def _draft(set_id: int) -> CriteriaSet:
    row = CriteriaSet.objects.select_for_update(of=("self",)).get(pk=set_id)
    if row.is_published:
        raise NotADraft
    return row


def _write(row: CriteriaSet, content: SetContent) -> CriteriaSet:
    row.kind, row.agency_id, row.title = content.kind.value, content.agency_id, content.title
    row.criteria_json = criteria.to_json(content.criteria)
    row.follow_up_days = content.follow_up_days
    row.valid_from, row.valid_to = content.valid_from, content.valid_to
    row.save()
    return row
