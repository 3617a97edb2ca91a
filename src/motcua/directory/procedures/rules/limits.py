"""Statutory limits: reading them, ordering them, and whether an agency's own limit is shorter."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from motcua.directory.procedures.choices import LimitUnit
from motcua.kernel.text import fold

SAME_DAY = _("trong ngày làm việc")
HOURS_A_DAY = 8  # Law: domain rule 1.5, 8 working hours count as 1 working day
_WORKING = {LimitUnit.HOUR: Decimal(1), LimitUnit.WORKING_DAY: Decimal(HOURS_A_DAY)}
_ROUGH_HOURS = {
    LimitUnit.HOUR: Decimal(1),
    LimitUnit.WORKING_DAY: Decimal(HOURS_A_DAY),
    LimitUnit.DAY: Decimal(HOURS_A_DAY * 5) / 7,
    LimitUnit.MONTH: Decimal(HOURS_A_DAY * 5 * 30) / 7,
}
_WORDS = {
    "ngay lam viec": LimitUnit.WORKING_DAY,
    "ngay": LimitUnit.DAY,
    "gio": LimitUnit.HOUR,
    "thang": LimitUnit.MONTH,
}
_LEADING = re.compile(
    r"(?:khong qua|toi da|trong thoi han|trong)\s+(\d{1,3}(?:[.,]\d)?)\s+(ngay lam viec|ngay|gio|thang)"
    r"(?=\s*(?:[.,;(]|$|ke tu|doi voi cac xa))"
)
_SAME_DAY = re.compile(r"(?:thuc hien |giai quyet |ngay )*trong ngay(?: lam viec)?+(?! tiep theo)\b")


@dataclass(frozen=True)
class Limit:
    """A limit that can be counted: `value` of `unit`.

    0 means on the day itself; `value` is None where only words tell the limit.
    """

    value: Decimal | None
    unit: str

    @property
    def is_countable(self) -> bool:
        return self.value is not None and self.unit != LimitUnit.OTHER

    def __str__(self) -> str:
        if self.value is None:
            return str(LimitUnit.OTHER.label)
        if self.value == 0:
            return str(SAME_DAY)
        return f"{plain_number(self.value)} {LimitUnit(self.unit).label}"


def plain_number(value: Decimal) -> str:
    """A number as people write it in Viet Nam: 7,5 and 12."""
    return format(value.normalize(), "f").replace(".", ",")


def exact_number(value: Decimal | None) -> str | None:
    """A number as one text for one value, for facts: 7.5 and 12."""
    return None if value is None else format(value.normalize(), "f")


def rough_length(limit: Limit) -> Decimal:
    """Working hours a limit takes on average: only for ordering, never for a due date."""
    if limit.value is None or limit.unit not in _ROUGH_HOURS:
        return Decimal(0)
    return limit.value * _ROUGH_HOURS[LimitUnit(limit.unit)]


def longest(limits: Iterable[Limit]) -> Limit | None:
    """The longest countable limit, the first of equals; None when none can be counted."""
    countable = [limit for limit in limits if limit.is_countable]
    return max(countable, key=rough_length) if countable else None


def limit_in_words(text: str) -> Limit | None:
    """The limit a sentence opens with ("Không quá 20 ngày làm việc. …"); None when in doubt."""
    folded = fold(text[:400])
    if _SAME_DAY.match(folded):
        return Limit(Decimal(0), LimitUnit.WORKING_DAY.value)
    found = _LEADING.match(folded)
    return Limit(Decimal(found[1].replace(",", ".")), _WORDS[found[2]].value) if found else None


def is_within(own: Limit, law: Limit) -> bool | None:
    """Whether `own` surely ends no later than `law`; None where the two cannot be compared.

    Working days against working hours, and days against months (28 to 31 days), compare;
    working days against calendar days do not, since holidays decide.
    """
    if own.value is None or law.value is None:
        return None
    if own.unit == law.unit:
        return own.value <= law.value
    units = (LimitUnit(own.unit), LimitUnit(law.unit))
    if set(units) <= _WORKING.keys():
        return own.value * _WORKING[units[0]] <= law.value * _WORKING[units[1]]
    if units == (LimitUnit.DAY, LimitUnit.MONTH):
        return own.value <= 28 * law.value
    if units == (LimitUnit.MONTH, LimitUnit.DAY):
        return 31 * own.value <= law.value
    return None
