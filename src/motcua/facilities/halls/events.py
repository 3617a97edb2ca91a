"""The facts of a hall: what is laid down, who sits where. The words of notices stand in statements."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.events.facts import fact


@fact("halls.hall_opened")
@dataclass(frozen=True, kw_only=True)
class HallOpened:
    """Mở sảnh lấy số tại Bộ phận Một cửa."""

    one_stop_id: int
    service_point_id: int | None
    counter_ids: tuple[int, ...]


@fact("halls.rules_published")
@dataclass(frozen=True, kw_only=True)
class RulesPublished:
    """Công bố quy định của sảnh."""

    number: int
    valid_from: str
    rules: dict


@fact("halls.group_saved")
@dataclass(frozen=True, kw_only=True)
class GroupSaved:
    """Lập hoặc sửa nhóm thủ tục lấy số."""

    group_id: int
    letter: str
    name: str
    minutes: int
    sectors: tuple[str, ...]
    procedures: tuple[str, ...]
    is_closed: bool


@fact("halls.counter_planned")
@dataclass(frozen=True, kw_only=True)
class CounterPlanned:
    """Xếp nhóm thủ tục và giờ mở của quầy."""

    counter_id: int
    group_ids: tuple[int, ...]
    plan: tuple[tuple[tuple[int, int], ...], ...]


@fact("halls.counter_switched")
@dataclass(frozen=True, kw_only=True)
class CounterSwitched:
    """Mở hoặc đóng quầy ngoài giờ đã xếp."""

    counter_id: int
    is_open: bool | None
    until: str | None


@fact("halls.counter_taken")
@dataclass(frozen=True, kw_only=True)
class CounterTaken:
    """Cán bộ ngồi vào quầy."""

    counter_id: int
    officer_id: int


@fact("halls.counter_left")
@dataclass(frozen=True, kw_only=True)
class CounterLeft:
    """Cán bộ rời quầy."""

    counter_id: int
    officer_id: int


@fact("halls.issuing_paused")
@dataclass(frozen=True, kw_only=True)
class IssuingPaused:
    """Tạm dừng phát số."""


@fact("halls.issuing_resumed")
@dataclass(frozen=True, kw_only=True)
class IssuingResumed:
    """Phát số trở lại."""


@fact("halls.notice_posted")
@dataclass(frozen=True, kw_only=True)
class NoticePosted:
    """Đăng thông báo tại sảnh."""

    until: str


@fact("halls.notice_withdrawn")
@dataclass(frozen=True, kw_only=True)
class NoticeWithdrawn:
    """Gỡ thông báo tại sảnh."""

    notice_id: str


@fact("halls.help_asked")
@dataclass(frozen=True, kw_only=True)
class HelpAsked:
    """Quầy gọi phụ trách sảnh."""

    counter_id: int


@fact("halls.help_given")
@dataclass(frozen=True, kw_only=True)
class HelpGiven:
    """Phụ trách sảnh đã đến quầy."""

    counter_id: int


@fact("halls.day_closed")
@dataclass(frozen=True, kw_only=True)
class DayClosed:
    """Kết thúc ngày lấy số."""

    day: str
    sent_away: int


@fact("halls.day_reopened")
@dataclass(frozen=True, kw_only=True)
class DayReopened:
    """Mở lại ngày lấy số đã kết thúc nhầm; lý do ghi kèm."""

    day: str
    restored: int
