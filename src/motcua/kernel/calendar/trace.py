"""Why a due date is what it is: entries for people and machines, in the order they were counted.

Every entry is a dict that JSON can hold, with `kind` and a sentence in `text`; instants
are ISO in +07:00, days ISO dates. Kinds: start, opening, limit, skipped, counted, moved,
cutoff, pause, pause_ignored, due.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from motcua.kernel.calendar.day_table import DAY, MINUTE, DayTable
from motcua.kernel.calendar.limits import Limit
from motcua.kernel.calendar.worktime import instant_of

Entry = dict[str, Any]
_EXPECTED = " (dự kiến, chưa có quyết định)"


def start(moment: int, counted_from: int) -> list[Entry]:
    """Where counting begins; a second entry when the office was closed."""
    found = [_at("start", moment, f"Bắt đầu lúc {_clock(moment)}")]
    if counted_from != moment:
        text = f"Ngoài giờ làm việc: tính từ giờ mở cửa kế tiếp, {_clock(counted_from)}"
        found.append({"kind": "opening", "from": _iso(moment), "to": _iso(counted_from), "text": text})
    return found


def limit(asked: Limit, law: str) -> Entry:
    text = "Trả " + asked.describe() if asked.unit == "same_day" else "Thời hạn " + asked.describe()
    entry: Entry = {"kind": "limit", "limit": str(asked), "text": text}
    return entry | {"law": law} if law else entry


def skipped(table: DayTable, after: int, until: int) -> list[Entry]:
    """Days that are not counted between two days, and days off that are worked."""
    found: list[Entry] = []
    for note in table.notes_between(after, until):
        entry = dict(note.get("entry") or _note_entry(note))
        last = found[-1] if found else None
        if last and _continues(last, entry):
            found[-1] = _joined(last, entry)
        else:
            found.append(entry)
    return found


def _note_entry(note: dict[str, Any]) -> Entry:
    """Written once per note and kept beside it."""
    reason = ", ".join(note["names"]) + (_EXPECTED if note["is_computed"] else "")
    entry = _run(note["first"], note["last"], note["reason"], reason)
    if note["is_worked"]:
        text = f"Tính cả {_day(note['first'])}: {reason}"
        entry = {"kind": "counted", "day": entry["from"], "reason": note["reason"], "text": text}
    note["entry"] = entry
    return entry


def _run(first: int, last: int, reason: str, names: str) -> Entry:
    days = _day(first) if first == last else f"{_day(first)}–{_day(last)}"
    return {
        "kind": "skipped",
        "from": date.fromordinal(first).isoformat(),
        "to": date.fromordinal(last).isoformat(),
        "days": last - first + 1,
        "reason": reason,
        "names": names,
        "text": f"Bỏ qua {days}: {names}",
    }


def _continues(last: Entry, entry: Entry) -> bool:
    """A run that was cut by the turn of the year."""
    if last["kind"] != "skipped" or entry["kind"] != "skipped" or not entry["from"].endswith("-01-01"):
        return False
    next_day = date.fromisoformat(last["to"]).toordinal() + 1
    return last["reason"] == entry["reason"] and date.fromisoformat(entry["from"]).toordinal() == next_day


def _joined(last: Entry, entry: Entry) -> Entry:
    first, until = date.fromisoformat(last["from"]), date.fromisoformat(entry["to"])
    names = last["names"] if last["names"] == entry["names"] else f"{last['names']}, {entry['names']}"
    return _run(first.toordinal(), until.toordinal(), last["reason"], names)


def moved_day(table: DayTable, last_day: int, due_day: int) -> list[Entry]:
    """The last day of a calendar limit that was no working day. Law: Bộ luật Dân sự 2015, Điều 148.5."""
    if last_day == due_day:
        return []
    return [
        {
            "kind": "moved",
            "from": date.fromordinal(last_day).isoformat(),
            "to": date.fromordinal(due_day).isoformat(),
            "text": f"Ngày cuối {_day(last_day)} là ngày nghỉ: chuyển sang {_day(due_day)}",
            "law": "Bộ luật Dân sự 2015, Điều 148.5",
        },
        *skipped(table, last_day - 1, due_day),
    ]


def moved_clock(kept: int, due: int) -> list[Entry]:
    """The same clock time fell outside that day's hours."""
    if kept == due:
        return []
    text = f"{_clock(kept)} ngoài giờ làm việc: chuyển sang {_clock(due)}"
    return [{"kind": "moved", "from": _iso(kept), "to": _iso(due), "text": text}]


def cutoff(minute: int, due_day: int) -> Entry:
    text = f"Nhận từ {minute // 60:02d}:{minute % 60:02d} trở đi: tính sang ngày làm việc kế tiếp, {_day(due_day)}"
    return {"kind": "cutoff", "day": date.fromordinal(due_day).isoformat(), "text": text}


def pause(begins: int, ends: int, worked: int, paper: str) -> Entry:
    by = f" theo {paper}" if paper else ""
    text = f"Tạm dừng{by} từ {_clock(begins)} đến {_clock(ends)}: {_duration(worked)} làm việc"
    entry = {
        "kind": "pause",
        "from": _iso(begins),
        "to": _iso(ends),
        "minutes": worked // MINUTE,
        "text": text,
    }
    return entry | {"paper": paper} if paper else entry


def pause_ignored(begins: int, ends: int, why: str) -> Entry:
    text = f"Không trừ lần tạm dừng từ {_clock(begins)} đến {_clock(ends)}: {why}"
    return {"kind": "pause_ignored", "from": _iso(begins), "to": _iso(ends), "minutes": 0, "text": text}


def due(moment: int) -> Entry:
    return _at("due", moment, f"Hạn trả kết quả: {_clock(moment)}")


def _at(kind: str, moment: int, text: str) -> Entry:
    return {"kind": kind, "at": _iso(moment), "text": text}


def _iso(moment: int) -> str:
    return instant_of(moment).isoformat()


def _day(ordinal: int) -> str:
    day = date.fromordinal(ordinal)
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def _clock(moment: int) -> str:
    ordinal, clock = divmod(moment, DAY)
    minute = clock // MINUTE
    return f"{minute // 60:02d}:{minute % 60:02d} ngày {_day(ordinal)}"


def _duration(worked: int) -> str:
    hours, minutes = divmod(worked // MINUTE, 60)
    parts = [f"{hours} giờ"] if hours else []
    parts += [f"{minutes} phút"] if minutes or not hours else []
    return " ".join(parts)
