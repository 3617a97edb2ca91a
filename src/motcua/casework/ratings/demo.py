"""Demo ratings: a criteria set of the one-stop, forty citizens' marks, and a low one that waits for the head."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from motcua.casework.dossiers.models import Dossier
from motcua.casework.ratings import actions, criteria, sources
from motcua.casework.ratings.actions import SetContent
from motcua.casework.ratings.choices import Door, Level, Outcome, SetKind
from motcua.casework.ratings.models import CriteriaSet, FollowUp, Rating
from motcua.casework.ratings.rules import FOLLOW_UP_DAYS
from motcua.directory.agencies.models import Agency, Officer
from motcua.kernel import clock
from motcua.kernel.clock import VIETNAM

MOST = 40
_SEED = 5
# Place in the row of ratings, newest first: the mark, and what was said with it (examples throughout).
_LOW = {0: Level.POOR.value, 9: Level.VERY_POOR.value}
_WORDS = (
    "Phải hỏi hai lần mới biết còn thiếu giấy gì (góp ý minh họa).",
    "Cán bộ hướng dẫn tận tình (góp ý minh họa).",
    "Nên có thêm ghế ở sảnh chờ (góp ý minh họa).",
    "Trả kết quả sớm hơn giấy hẹn, cảm ơn (góp ý minh họa).",
    "Máy lấy số dễ dùng (góp ý minh họa).",
    "Biển chỉ dẫn ở cổng còn nhỏ (góp ý minh họa).",
)
_DONE = "Đã trao đổi với bộ phận, niêm yết lại danh mục giấy tờ (dữ liệu minh họa)."


def publish_criteria(center: Agency, at: datetime) -> CriteriaSet:
    """The criteria of a one-stop, in force from the day of `at`."""
    content = SetContent(
        kind=SetKind.SERVICE,
        agency_id=center.pk,
        title="Bộ tiêu chí minh họa",
        criteria=criteria.STANDARD,
        follow_up_days=FOLLOW_UP_DAYS,
        valid_from=at.astimezone(VIETNAM).date(),
    )
    return actions.publish_set(set_id=actions.draft_set(content=content, at=at).pk, officer_id=None, at=at)


def rate_past(center: Agency, officers: Mapping[str, Sequence[Officer]], at: datetime) -> int:
    """Ratings of the results handed over last, two of them low; the older low one is answered. How many."""
    chance = Random(_SEED)
    handed = Dossier.objects.filter(receiving_agency=center, delivered_at__isnull=False)
    for place, dossier in enumerate(handed.order_by("-delivered_at", "-pk")[:MOST]):
        level = _LOW.get(place) or chance.choice((3, 4, 4, 4, 5, 5, 5, 5))
        when = min((dossier.delivered_at or at) + timedelta(minutes=5), at)
        with clock.frozen_at(when):
            _rate(dossier, level, _WORDS[place] if place < len(_WORDS) else "", chance)
    _answer_older(center, officers["approver"][0], at)
    return Rating.objects.filter(agency_id=center.pk).count()


def _rate(dossier: Dossier, level: int, words: str, chance: Random) -> None:
    """One tap, and from about half of the people the criteria too."""
    at = clock.now()
    served = sources.served_by_token(sources.dossier_token(dossier))
    if served is None:
        return
    door = chance.choice((Door.PHONE, Door.PHONE, Door.TABLET))
    row = actions.give_rating(served=served, level=level, door=door, at=at)
    if words or chance.random() < 0.5:
        levels = {code: max(level + chance.choice((-1, 0, 0)), 3) for code in criteria.KNOWN}
        actions.add_details(blind=row.blind, levels=levels, text=words, at=at)


def _answer_older(center: Agency, head: Officer, at: datetime) -> None:
    open_ones = FollowUp.objects.filter(agency_id=center.pk, answered_at=None).order_by("-opened_at", "-pk")
    for row in open_ones[1:]:
        when = min(row.opened_at + timedelta(days=1), at)
        with clock.frozen_at(when):
            actions.answer_follow_up(
                follow_up_id=row.pk, officer_id=head.pk, outcome=Outcome.TALKED, text=_DONE, at=when
            )
