"""When paper has to be there, and what a scanned number is: on values alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from motcua.casework.finding.numbers import is_barcode_number
from motcua.casework.handovers.choices import Scanned
from motcua.kernel.calendar import WorkCalendar, due, parse_limit

MOST_AT_ONCE = 500
_NUMBER = re.compile(r"\S+")


def there_by(owed_at: datetime, calendar: WorkCalendar) -> datetime:
    """Law: NĐ 118/2025, Điều 20.1a: paper reaches the competent agency within one working day."""
    return due(owed_at, parse_limit("1 working_days"), calendar, law="NĐ 118/2025, Điều 20.1a").due_at


@dataclass(frozen=True)
class Finding:
    """One scanned number and what it is on this list; `move_id` where it is right."""

    number: str
    scanned: Scanned
    move_id: int | None = None


def judge(text: str, listed: Mapping[str, tuple[int, bool]]) -> list[Finding]:
    """What each scanned number is; `listed` gives move and whether it was received, by barcode number."""
    found, seen = [], set()
    for number in _NUMBER.findall(text)[:MOST_AT_ONCE]:
        move_id, is_received = listed.get(number, (None, False))
        if not is_barcode_number(number):
            found.append(Finding(number[:40], Scanned.UNREADABLE))
        elif move_id is None:
            found.append(Finding(number, Scanned.STRANGER))
        elif is_received or number in seen:
            found.append(Finding(number, Scanned.TWICE))
        else:
            found.append(Finding(number, Scanned.RIGHT, move_id))
        seen.add(number)
    return found
