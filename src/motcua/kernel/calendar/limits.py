"""Time limits: a number and what it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from motcua.kernel.calendar.errors import BadLimit

_TEXT = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)\s+(working_days|hours|days|months)", re.ASCII)
HOURS_A_DAY = 8  # working hours in one working day, where a fraction of a day is asked for


class Unit(StrEnum):
    """Đơn vị của thời hạn. Hours are working hours; days and months are calendar ones."""

    WORKING_DAYS = "working_days"
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    SAME_DAY = "same_day"


_WORDS = {
    Unit.WORKING_DAYS: "ngày làm việc",
    Unit.HOURS: "giờ làm việc",
    Unit.DAYS: "ngày",
    Unit.MONTHS: "tháng",
}


@dataclass(frozen=True)
class Limit:
    """Thời hạn. Raises BadLimit unless positive, and whole for days and months."""

    value: Decimal
    unit: Unit

    def __post_init__(self) -> None:
        if self.unit is Unit.SAME_DAY:
            return
        if not self.value.is_finite() or not 0 < self.value < 1_000_000:
            raise BadLimit
        if self.unit in (Unit.DAYS, Unit.MONTHS) and self.value % 1:
            raise BadLimit("Chỉ ngày làm việc và giờ mới có phần lẻ.")

    def __str__(self) -> str:
        return self.unit.value if self.unit is Unit.SAME_DAY else f"{_plain(self.value)} {self.unit.value}"

    def describe(self) -> str:
        """In words: `7,5 ngày làm việc`."""
        if self.unit is Unit.SAME_DAY:
            return "trong ngày làm việc"
        return f"{_plain(self.value).replace('.', ',')} {_WORDS[self.unit]}"

    @property
    def is_whole(self) -> bool:
        return self.value % 1 == 0


def _plain(value: Decimal) -> str:
    """Without exponent and without needless zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=512)
def parse_limit(text: str) -> Limit:
    """`5 working_days`, `7.5 working_days`, `2 hours`, `15 days`, `1 months` or `same_day`. Raises BadLimit."""
    if text.strip() == Unit.SAME_DAY:
        return Limit(Decimal(0), Unit.SAME_DAY)
    match = _TEXT.fullmatch(text.strip())
    if match is None:
        raise BadLimit
    return Limit(Decimal(match[1]), Unit(match[2]))
