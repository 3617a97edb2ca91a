"""What a hall lays down for itself: hours of issuing, classes, limits, appointments. Published with a date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from motcua.kernel.calendar.week import CLOSED, Hours, Week
from motcua.kernel.clock import VIETNAM

ISSUING = Week((Hours(((450, 660), (810, 1020))),) * 5 + (CLOSED, CLOSED))


@dataclass(frozen=True)
class PriorityClass:
    """Diện ưu tiên: who may be called before others; `rank` 1 goes first."""

    code: str
    name: str
    rank: int = 1


# Law: Luật Người cao tuổi 2009, Điều 3, 15; NĐ 118/2025, Điều 10 (quầy ưu tiên)
USUAL_CLASSES = (
    PriorityClass("elderly", "Người từ 75 tuổi trở lên"),
    PriorityClass("pregnant", "Phụ nữ mang thai"),
    PriorityClass("disabled", "Người khuyết tật"),
    PriorityClass("child", "Người bế trẻ nhỏ"),
)


@dataclass(frozen=True)
class HallRules:
    """Quy định của sảnh. `day_ends` None: nobody is ever sent away by the clock (offices open at night)."""

    issuing: Week = ISSUING
    follows_calendar: bool = True
    closing_message: str = "Hôm nay đã ngừng phát số. Mời ông/bà đến vào ngày làm việc tiếp theo."
    day_ends: int | None = 19 * 60
    classes: tuple[PriorityClass, ...] = USUAL_CLASSES
    most_a_day: int = 2
    slot_minutes: int = 30
    slot_places: int = 2
    days_ahead: int = 6

    def rank_of(self, code: str) -> int | None:
        """The rank of a class; 0 for no class, None for one this hall does not know."""
        if not code:
            return 0
        return next((one.rank for one in self.classes if one.code == code), None)

    def issues_at(self, at: datetime) -> bool:
        """Whether the week of the hall has tickets issued at this minute."""
        local = at.astimezone(VIETNAM)
        return is_within(self.issuing.days[local.weekday()], at)

    def day_is_over(self, day: date, at: datetime) -> bool:
        """Whether the end of a ticket day has passed."""
        if self.day_ends is None:
            return False
        return at >= instant_on(day, self.day_ends)

    def slots_on(self, day: date) -> list[datetime]:
        """Beginnings of the appointments of a day, within the hours in which tickets are issued."""
        found = []
        for start, end in self.issuing.days[day.weekday()].intervals:
            for minute in range(start, end - self.slot_minutes + 1, self.slot_minutes):
                found.append(instant_on(day, minute))
        return found

    def to_json(self) -> dict[str, Any]:
        return {
            "issuing": self.issuing.to_json(),
            "follows_calendar": self.follows_calendar,
            "closing_message": self.closing_message,
            "day_ends": self.day_ends,
            "classes": [{"code": one.code, "name": one.name, "rank": one.rank} for one in self.classes],
            "most_a_day": self.most_a_day,
            "slot_minutes": self.slot_minutes,
            "slot_places": self.slot_places,
            "days_ahead": self.days_ahead,
        }

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> HallRules:
        plain = {name: value for name, value in said.items() if name not in ("issuing", "classes")}
        classes = tuple(PriorityClass(**one) for one in said["classes"])
        return cls(issuing=Week.from_json(said["issuing"]), classes=classes, **plain)


def instant_on(day: date, minute: int) -> datetime:
    """A minute of a day of Viet Nam as an instant."""
    return datetime.combine(day, time.min, VIETNAM) + timedelta(minutes=minute)


def ticket_day(at: datetime) -> date:
    """The day whose numbers are issued at an instant: that of Viet Nam, from midnight to midnight."""
    return at.astimezone(VIETNAM).date()


def is_within(hours: Hours, at: datetime) -> bool:
    local = at.astimezone(VIETNAM)
    minute = local.hour * 60 + local.minute
    return any(start <= minute < end for start, end in hours.intervals)


@dataclass(frozen=True)
class CounterPlan:
    """Giờ mở của một quầy: its week, and what was said by hand until an instant."""

    days: tuple[Hours, ...] = field(default=())
    is_open: bool | None = None
    until: datetime | None = None

    def opens_at(self, at: datetime) -> bool:
        """By hand where that still holds, else by the plan; without a plan, whenever somebody sits there."""
        if self.is_open is not None and (self.until is None or at < self.until):
            return self.is_open
        if not any(self.days):
            return True
        return is_within(self.days[at.astimezone(VIETNAM).weekday()], at)


def plan_from(rows: Any) -> tuple[Hours, ...]:
    """A counter's week as facts and columns keep it."""
    return tuple(Hours(tuple((start, end) for start, end in day)) for day in rows)
