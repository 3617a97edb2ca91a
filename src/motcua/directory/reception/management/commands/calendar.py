"""`motcua calendar import FILE`: special days of whole years; `motcua calendar show`: the days that count."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import CommandParser
from django.db import DatabaseError

from motcua.directory.agencies import calendars
from motcua.directory.reception.calendar_files import calendar_file_content
from motcua.kernel import clock
from motcua.kernel.arguments import OneLineCommand
from motcua.kernel.calendar import CalendarError
from motcua.kernel.calendar.actions import NothingChanged, import_special_days
from motcua.kernel.calendar.day_table import FIRST_YEAR, LAST_YEAR
from motcua.kernel.calendar.queries import national_calendar
from motcua.kernel.calendar.special_days import SpecialDay
from motcua.kernel.text import UnreadableText


class Command(OneLineCommand):
    help = "Nạp ngày nghỉ, nghỉ bù, hoán đổi, làm bù của cả nước từ tệp CSV (import), hoặc xem lịch (show)."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        load = verbs.add_parser(
            "import", help="công bố phiên bản mới; các năm có trong tệp được thay toàn bộ"
        )
        load.add_argument("file", metavar="FILE")
        load.add_argument("--decision", default="", help="căn cứ, ví dụ số thông báo của Bộ Nội vụ")
        load.add_argument("--json", action="store_true", help="in dạng JSON")
        show = verbs.add_parser("show", help="các ngày đặc biệt của một năm")
        show.add_argument("--year", type=int, help="mặc định: năm nay")
        show.add_argument("--agency", metavar="CODE", help="mã cơ quan")
        show.add_argument("--json", action="store_true", help="in dạng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._import(options) if options["verb"] == "import" else self._show(options)
        except (CalendarError, UnreadableText) as refusal:
            self.refuse(str(refusal))
        except DatabaseError:
            self.refuse("Không đọc được cơ sở dữ liệu; hãy chạy motcua migrate trước.")

    def _import(self, options: dict[str, Any]) -> None:
        content = calendar_file_content(options["file"])
        try:
            version = import_special_days(content=content, decision=options["decision"], at=clock.now())
        except NothingChanged:
            self._say(options["json"], {"published": None}, "Lịch không thay đổi.")
            return
        self._say(
            options["json"],
            {"published": version.number, "digest": version.digest},
            f"Đã công bố phiên bản {version.number} của lịch cả nước.",
        )

    def _show(self, options: dict[str, Any]) -> None:
        year = options["year"] or clock.today().year
        if not FIRST_YEAR <= year <= LAST_YEAR:
            self.refuse(f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}.")
        code, at = options["agency"], clock.now()
        calendar = national_calendar(at) if code is None else calendars.calendar_of_code(code, at)
        days = calendar.special_days(year)
        rows = [{"date": s.day.isoformat(), "kind": s.kind.value, "name": s.name} for s in days]
        lines = "\n".join(_line(special) for special in days)
        self._say(options["json"], {"calendar": calendar.reference, "days": rows}, lines)

    def _say(self, as_json: bool, facts: dict[str, Any], text: str) -> None:
        self.stdout.write(json.dumps(facts, ensure_ascii=False) if as_json else text)


def _line(special: SpecialDay) -> str:
    expected = " (dự kiến)" if special.is_computed else ""
    return f"{special.day:%d/%m/%Y}  {special.kind.label}: {special.name}{expected}"
