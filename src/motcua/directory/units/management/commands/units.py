"""`motcua units import FILE…`: administrative units from CSV files, in any order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from motcua.directory.units.actions.import_units import UnitsReport, import_units
from motcua.directory.units.unit_files import Readings, read_into
from motcua.kernel import clock
from motcua.kernel.arguments import OneLineCommand

MOST_SHOWN = 20


class Command(OneLineCommand):
    help = (
        "Nạp đơn vị hành chính hai cấp, đơn vị cũ và bảng chuyển đổi từ tệp CSV; nạp lại không tạo bản trùng."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        load = verbs.add_parser("import", help="nạp một hay nhiều tệp")
        load.add_argument("files", nargs="+", metavar="FILE")
        load.add_argument("--json", action="store_true", help="in báo cáo dạng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        readings = Readings()
        for name in options["files"]:
            self._read(readings, name)
        report = import_units(readings=readings, at=clock.now())
        self._print(report, as_json=options["json"])
        if report.problems:
            raise CommandError(f"{report.rejected} dòng không nạp được.", returncode=1)

    def _read(self, readings: Readings, name: str) -> None:
        try:
            content = Path(name).read_bytes()
        except (OSError, ValueError) as error:
            self.refuse(f"Không đọc được tệp {name}: {getattr(error, 'strerror', None) or error}")
        read_into(readings, name, content)

    def _print(self, report: UnitsReport, *, as_json: bool) -> None:
        counts = {
            "imported": report.imported,
            "updated": report.updated,
            "unchanged": report.unchanged,
            "rejected": report.rejected,
        }
        if as_json:
            self.stdout.write(json.dumps(counts | {"problems": report.problems}, ensure_ascii=False))
            return
        self.stdout.write(
            "Mới {imported}, sửa {updated}, giữ nguyên {unchanged}, từ chối {rejected}.".format(**counts)
        )
        for problem in report.problems[:MOST_SHOWN]:
            self.stdout.write(f"- {problem}")
