"""Days that differ from the base week, and the CSV files that list them."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.kernel.calendar.errors import BrokenCalendarFile

LARGEST_FILE = 4 * 1024 * 1024
_COLUMNS = ("date", "kind", "name", "source")


class Kind(StrEnum):
    """Loại ngày đặc biệt. Values as in calendar files; `day_off` is an agency's own."""

    HOLIDAY = "holiday"
    SUBSTITUTE_DAY = "in_lieu"
    SWAP_DAY = "swap_day_off"
    MAKEUP_WORKDAY = "makeup_workday"
    DAY_OFF = "day_off"

    @property
    def is_off(self) -> bool:
        return self is not Kind.MAKEUP_WORKDAY

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Kind.HOLIDAY: "ngày lễ, Tết",
    Kind.SUBSTITUTE_DAY: "nghỉ bù",
    Kind.SWAP_DAY: "nghỉ hoán đổi",
    Kind.MAKEUP_WORKDAY: "làm bù",
    Kind.DAY_OFF: "cơ quan nghỉ",
}
FILE_KINDS = (Kind.HOLIDAY, Kind.SUBSTITUTE_DAY, Kind.SWAP_DAY, Kind.MAKEUP_WORKDAY)


@dataclass(frozen=True, order=True)
class SpecialDay:
    """Ngày đặc biệt. `is_computed` marks a day that follows from a rule and is not yet decided."""

    day: date
    kind: Kind
    name: str = ""
    source: str = ""
    is_computed: bool = False

    def to_json(self) -> list[str]:
        return [
            self.day.isoformat(),
            self.kind.value,
            self.name,
            self.source,
            "~" if self.is_computed else "",
        ]

    @classmethod
    def from_json(cls, row: Iterable[str]) -> SpecialDay:
        day, kind, name, source, mark = row
        return cls(date.fromisoformat(day), Kind(kind), name, source, mark == "~")


def by_year(days: Iterable[SpecialDay]) -> dict[int, tuple[SpecialDay, ...]]:
    """The days of each year, in order."""
    found: dict[int, list[SpecialDay]] = {}
    for special in sorted(days):
        found.setdefault(special.day.year, []).append(special)
    return {year: tuple(rows) for year, rows in found.items()}


def read_special_days(content: bytes) -> tuple[SpecialDay, ...]:
    """The rows of a calendar file: UTF-8 CSV with the columns date, kind, name and source.

    Raises BrokenCalendarFile, naming the line.
    """
    if len(content) > LARGEST_FILE:
        raise BrokenCalendarFile("Tệp lịch quá lớn.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BrokenCalendarFile("Tệp lịch không phải văn bản UTF-8.") from error
    if "\0" in text:
        raise BrokenCalendarFile("Tệp lịch có ký tự không đọc được.")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return _rows(reader)
    except csv.Error as error:
        raise BrokenCalendarFile(f"Tệp lịch, dòng {reader.line_num}: không phải CSV.") from error


def _rows(reader: csv._reader) -> tuple[SpecialDay, ...]:  # type: ignore[name-defined]
    header = [cell.strip() for cell in next(reader, [])]
    if sorted(header) != sorted(_COLUMNS):
        raise BrokenCalendarFile
    found = []
    for row in reader:
        if any(cell.strip() for cell in row):
            found.append(_row(dict(zip(header, row, strict=False)), len(row), reader.line_num))
    return tuple(sorted(set(found)))


def _row(cells: dict[str, str], width: int, line: int) -> SpecialDay:
    if width != len(_COLUMNS):
        raise BrokenCalendarFile(f"Tệp lịch, dòng {line}: cần đúng {len(_COLUMNS)} cột.")
    try:
        day = date.fromisoformat(cells["date"].strip())
    except ValueError:
        raise BrokenCalendarFile(f"Tệp lịch, dòng {line}: ngày không hợp lệ.") from None
    kind = cells["kind"].strip()
    if kind not in FILE_KINDS:
        raise BrokenCalendarFile(f"Tệp lịch, dòng {line}: loại ngày không hợp lệ.")
    name, source = (" ".join(unicodedata.normalize("NFC", cells[c]).split()) for c in ("name", "source"))
    return SpecialDay(day, Kind(kind), name, source)
