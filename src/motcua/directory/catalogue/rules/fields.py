"""Takes values out of a foreign record and says in words what is wrong with them."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from typing import Any

from motcua.kernel.text import UnreadableText, clean

VIETNAM_OFFSET = timezone(timedelta(hours=7))
MAX_TEXT = 200_000
MAX_ROWS = 2_000
_DECIMAL = re.compile(r"\d{1,15}(?:[.,]\d{1,6})?")


class BadRecord(ValueError):
    """Bản ghi không đọc được."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else self.__doc__ or ""


class Fields:
    """A JSON object read by key; every refusal is a BadRecord that names the place."""

    def __init__(self, raw: Any, path: str = "") -> None:
        if not isinstance(raw, dict):
            raise BadRecord(f"{path or 'bản ghi'}: phải là một đối tượng JSON")
        self._raw = raw
        self._path = path

    def has(self, *keys: str) -> bool:
        """Whether any of the keys holds something."""
        return any(self._raw.get(key) is not None for key in keys)

    def text(self, key: str, *, limit: int = MAX_TEXT, multiline: bool = False) -> str:
        """Cleaned text, "" when absent; longer than `limit` characters is refused."""
        value = self._raw.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self._bad(key, "phải là chữ")
        return self._cleaned(key, value, limit, multiline)

    def texts(self, key: str, *, limit: int = 1_000) -> list[str]:
        """A list of texts, the empty ones left out."""
        kept = []
        for place, value in self._list(key):
            if not isinstance(value, str):
                raise self._bad(place, "phải là chữ")
            kept.append(self._cleaned(place, value, limit, False))
        return [value for value in kept if value]

    def rows(self, key: str) -> list[Fields]:
        """A list of objects, [] when absent."""
        return [Fields(value, self._at(place)) for place, value in self._list(key)]

    def row(self, key: str) -> Fields | None:
        value = self._raw.get(key)
        return None if value is None else Fields(value, self._at(key))

    def flag(self, key: str) -> bool:
        """A truth value, False when absent."""
        value = self._raw.get(key)
        if value is None:
            return False
        if not isinstance(value, bool):
            raise self._bad(key, "phải là đúng hoặc sai")
        return value

    def count(self, key: str, *, top: int) -> int:
        """A whole number from 0 to `top`, 0 when absent."""
        value = self.number(key)
        if value is None:
            return 0
        if value != value.to_integral_value() or not 0 <= value <= top:
            raise self._bad(key, f"phải là số nguyên từ 0 đến {top}")
        return int(value)

    def number(self, key: str) -> Decimal | None:
        """A number given as JSON number or as digits; None when absent."""
        value = self._raw.get(key)
        if value is None:
            return None
        number = as_number(value)
        if number is None:
            raise self._bad(key, "phải là số")
        return number

    def value(self, key: str) -> Any:
        """The raw value, for fields that come as number or as words."""
        return self._raw.get(key)

    def word(self, key: str, known: dict[str, Any], *, default: str | None = None) -> Any:
        """The meaning of a code word; refused when it is not among `known`."""
        value = self.text(key, limit=40).upper() or default
        if value is None or value not in known:
            raise self._bad(key, f"giá trị {value or 'trống'!s} không có trong bảng mã")
        return known[value]

    def instant(self, key: str) -> datetime | None:
        """An instant given as milliseconds since 1970; None when absent."""
        value = self.number(key)
        if value is None:
            return None
        if not 0 <= value <= 32_503_680_000_000:
            raise self._bad(key, "không phải thời điểm hợp lệ")
        return datetime.fromtimestamp(int(value) // 1000, UTC)

    def day(self, key: str) -> date | None:
        """The day in Viet Nam of an instant, or of an ISO date."""
        value = self._raw.get(key)
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError as error:
                raise self._bad(key, "không phải ngày hợp lệ") from error
        instant = self.instant(key)
        return instant.astimezone(VIETNAM_OFFSET).date() if instant else None

    def bad(self, key: str, what: str) -> BadRecord:
        return self._bad(key, what)

    def _list(self, key: str) -> list[tuple[str, Any]]:
        value = self._raw.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self._bad(key, "phải là danh sách")
        if len(value) > MAX_ROWS:
            raise self._bad(key, f"dài quá {MAX_ROWS} dòng")
        return [(f"{key}[{n}]", item) for n, item in enumerate(value)]

    def _cleaned(self, place: str, value: str, limit: int, multiline: bool) -> str:
        try:
            kept = clean(value, multiline=multiline)
        except UnreadableText as error:
            raise self._bad(place, "có ký tự không đọc được") from error
        if len(kept) > limit:
            raise self._bad(place, f"dài quá {limit} ký tự")
        return kept

    def _at(self, place: str) -> str:
        return f"{self._path}.{place}" if self._path else place

    def _bad(self, place: str, what: str) -> BadRecord:
        return BadRecord(f"{self._at(place)}: {what}")


def as_number(value: Any) -> Decimal | None:
    """A finite, not negative number as a Decimal; None for anything else (words, NaN, true)."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        found = _DECIMAL.fullmatch(value.strip())
        return Decimal(found[0].replace(",", ".")) if found else None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if not isinstance(value, int | float | Decimal):
        return None
    try:
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    except (InvalidOperation, ValueError):
        return None
    return number if number.is_finite() and 0 <= number < Decimal(10) ** 15 else None
