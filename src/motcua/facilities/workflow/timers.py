"""When a timer of a drawing goes off. ISO 8601; a duration counts from the instant the token came."""

from __future__ import annotations

import calendar
import re
from datetime import datetime, timedelta

from motcua.facilities.bpmn.tokens import Armed
from motcua.kernel.clock import VIETNAM

_PART = re.compile(r"([0-9]+)([YMWDHS])")
_CYCLE = re.compile(r"R[0-9]*/")


def fires_at(timer: Armed, since: datetime) -> datetime:
    """The instant; a date without a zone is of Vietnam."""
    if timer.kind == "date":
        at = datetime.fromisoformat(timer.text)
        return at if at.tzinfo else at.replace(tzinfo=VIETNAM)
    return later(since, _CYCLE.sub("", timer.text))


def later(since: datetime, duration: str) -> datetime:
    """An instant moved by an ISO 8601 duration; months end on their last day at the latest."""
    day, _, clock = duration.removeprefix("P").partition("T")
    days = {unit: int(number) for number, unit in _PART.findall(day)}
    hours = {unit: int(number) for number, unit in _PART.findall(clock)}
    months = days.get("Y", 0) * 12 + days.get("M", 0)
    rest = timedelta(
        days=days.get("W", 0) * 7 + days.get("D", 0),
        hours=hours.get("H", 0),
        minutes=hours.get("M", 0),
        seconds=hours.get("S", 0),
    )
    return _months_later(since.astimezone(VIETNAM), months) + rest


def _months_later(at: datetime, months: int) -> datetime:
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    return at.replace(year=year, month=month + 1, day=min(at.day, calendar.monthrange(year, month + 1)[1]))
