"""Calendar files as people name them on a command line."""

from __future__ import annotations

from pathlib import Path

from motcua.kernel.calendar.errors import BrokenCalendarFile
from motcua.kernel.calendar.special_days import LARGEST_FILE, SpecialDay, read_special_days


def calendar_file_content(name: str) -> bytes:
    """The bytes of a file, and no more than one too many. Raises BrokenCalendarFile."""
    try:
        with Path(name).open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        raise BrokenCalendarFile(f"Không đọc được tệp lịch {name[:200]!r}.") from error


def read_calendar_file(name: str) -> tuple[SpecialDay, ...]:
    """The days of a file. Raises BrokenCalendarFile."""
    return read_special_days(calendar_file_content(name))
