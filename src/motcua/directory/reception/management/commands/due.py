"""`motcua due`: when a time limit runs out, and why then. Needs no database unless an agency is named."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.management.base import CommandParser
from django.db import DatabaseError

from motcua.directory.agencies import calendars
from motcua.directory.reception.calendar_files import read_calendar_file
from motcua.kernel import clock
from motcua.kernel.arguments import OneLineCommand
from motcua.kernel.calendar import CalendarError, Due, WorkCalendar, due, parse_limit, shipped_calendar
from motcua.kernel.calendar.special_days import SpecialDay, by_year
from motcua.kernel.calendar.work_calendar import calendar_of_days

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII)


class Command(OneLineCommand):
    help = (
        "Tính hạn trả của một thời hạn và nêu cách tính. Không nêu cơ quan thì theo lịch chung của cả nước."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--start", required=True, metavar="WHEN", help="ví dụ 2026-02-13T15:20+07:00")
        parser.add_argument(
            "--limit", required=True, help='"N working_days|hours|days|months" hoặc "same_day"'
        )
        parser.add_argument(
            "--agency", metavar="CODE", help="mã cơ quan, để dùng lịch làm việc của cơ quan đó"
        )
        parser.add_argument(
            "--pause", action="append", default=[], metavar="FROM/TO", help="tạm dừng; nêu được nhiều lần"
        )
        parser.add_argument(
            "--calendar", metavar="FILE.csv", help="dùng các ngày trong tệp này thay cho lịch có sẵn"
        )
        parser.add_argument("--json", action="store_true", help="in dạng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = due(
                _instant(options["start"]),
                parse_limit(options["limit"]),
                _calendar(options["agency"], options["calendar"]),
                [_pause(text) for text in options["pause"]],
            )
        except CalendarError as refusal:
            self.refuse(str(refusal))
        except DatabaseError:
            self.refuse("Không đọc được cơ sở dữ liệu; hãy chạy motcua migrate trước khi nêu --agency.")
        self.stdout.write(_as_json(found) if options["json"] else _as_text(found))


def _calendar(code: str | None, file: str | None) -> WorkCalendar:
    days = read_calendar_file(file) if file is not None else None
    if code is None:
        return shipped_calendar() if days is None else calendar_of_days(days)
    calendar = calendars.calendar_of_code(code, clock.now())
    return calendar if days is None else _with_days(calendar, days)


def _with_days(calendar: WorkCalendar, days: tuple[SpecialDay, ...]) -> WorkCalendar:
    """The agency's hours and own days, with a file in place of the national special days."""
    return replace(calendar, key="file", version="file", edition="", years=by_year(days))


def _instant(text: str) -> datetime:
    if not _INSTANT.fullmatch(text):
        raise CalendarError("Thời điểm phải có dạng 2026-02-13T15:20+07:00, kèm múi giờ.")
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise CalendarError("Không có thời điểm này; ví dụ đúng: 2026-02-13T15:20+07:00.") from None


def _pause(text: str) -> tuple[datetime, datetime]:
    begins, slash, ends = text.partition("/")
    if not slash:
        raise CalendarError("Tạm dừng phải có dạng FROM/TO, mỗi phần như 2026-02-13T15:20+07:00.")
    return _instant(begins), _instant(ends)


def _as_json(found: Due) -> str:
    return json.dumps({"due_at": found.due_at.isoformat(), "trace": found.trace}, ensure_ascii=False)


def _as_text(found: Due) -> str:
    return "\n".join([found.due_at.isoformat(), *(f"- {entry['text']}" for entry in found.trace)])
