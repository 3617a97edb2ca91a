"""What the log keeps of ratings: levels and places, never which dossier or visit, never a person who rated."""

from __future__ import annotations

from dataclasses import dataclass, field

from motcua.kernel.events.facts import fact


@fact("ratings.set_published")
@dataclass(frozen=True, kw_only=True)
class SetPublished:
    """Đã ban hành bộ tiêu chí đánh giá."""

    set_kind: str
    owner_agency_id: int | None
    valid_from: str
    valid_to: str
    follow_up_days: int
    digest: str


@fact("ratings.given")
@dataclass(frozen=True, kw_only=True)
class RatingGiven:
    """Đã nhận một đánh giá của người dân."""

    source: str
    door: str
    set_id: int | None
    serving_agency_id: int | None
    competent_agency_id: int | None
    counter_id: int | None
    officer_ids: list[int] = field(default_factory=list)
    levels: dict[str, int] = field(default_factory=dict)


@fact("ratings.detailed")
@dataclass(frozen=True, kw_only=True)
class RatingDetailed:
    """Người đánh giá đã cho biết thêm từng tiêu chí."""

    levels: dict[str, int] = field(default_factory=dict)


@fact("ratings.follow_up_opened")
@dataclass(frozen=True, kw_only=True)
class FollowUpOpened:
    """Đánh giá thấp: đã mở việc xem xét cho người phụ trách."""

    due_at: str
    calendar: dict[str, str] = field(default_factory=dict)


@fact("ratings.follow_up_answered")
@dataclass(frozen=True, kw_only=True)
class FollowUpAnswered:
    """Người phụ trách đã trả lời về một đánh giá thấp."""

    outcome: str
