"""`motcua procedures`: import official records, load the starter catalogue, list what there is."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.db import DatabaseError

from motcua.directory.catalogue.actions.import_catalogue import ImportReport, Source, import_catalogue
from motcua.directory.catalogue.actions.load_starter import load_starter
from motcua.directory.catalogue.rules.reading import read_records
from motcua.directory.procedures import queries
from motcua.kernel import clock
from motcua.kernel.arguments import OneLineCommand

PROBLEMS_SHOWN = 20


class Command(OneLineCommand):
    help = "Danh mục thủ tục hành chính: import, starter, list."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = self.verbs(parser, "import|starter|list")
        importing = verbs.add_parser("import", help="nhập bản ghi chính thức (JSON, JSONL, CSV)")
        importing.add_argument("files", nargs="+", metavar="FILE")
        importing.add_argument("--json", action="store_true", dest="as_json")
        starter = verbs.add_parser("starter", help="nạp danh mục khởi đầu đi kèm phần mềm")
        starter.add_argument("--json", action="store_true", dest="as_json")
        listing = verbs.add_parser("list", help="liệt kê thủ tục đang có hiệu lực")
        listing.add_argument("text", nargs="?", default="", help="từ khóa hoặc mã thủ tục")
        listing.add_argument("--limit", type=int, default=50)
        listing.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        try:
            queries.versions_in_force(clock.today()).exists()
        except DatabaseError:
            self.refuse("cơ sở dữ liệu chưa sẵn sàng; hãy chạy `motcua migrate`")
        verbs: dict[str, Any] = {"import": self._import, "starter": self._starter, "list": self._list}
        verbs[verb](**options)

    def _import(self, *, files: list[str], as_json: bool, **_: Any) -> None:
        sources = [Source(_printable(name), read_records(self._bytes(name))) for name in files]
        self._answer(import_catalogue(sources=sources, at=clock.now()), as_json)

    def _bytes(self, name: str) -> bytes:
        try:
            return Path(name).read_bytes()
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "tên tệp không hợp lệ"
            self.refuse(f"không đọc được {_printable(name)}: {reason}")

    def _starter(self, *, as_json: bool, **_: Any) -> None:
        self._answer(load_starter(at=clock.now()), as_json)

    def _answer(self, report: ImportReport, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(asdict(report), indent=2))
        else:
            self._tell(report)
        if report.rejected:
            sys.exit(1)

    def _tell(self, report: ImportReport) -> None:
        self.stdout.write(
            f"mới {report.imported} · cập nhật {report.updated} · "
            f"không đổi {report.unchanged} · từ chối {report.rejected}"
        )
        for problem in report.problems[:PROBLEMS_SHOWN]:
            self.stderr.write(f"{problem.file}:{problem.line}: {problem.code or '-'}: {problem.reason}")
        if len(report.problems) > PROBLEMS_SHOWN:
            self.stderr.write(f"… và {len(report.problems) - PROBLEMS_SHOWN} bản ghi nữa; xem --json")

    def _list(self, *, text: str, limit: int, as_json: bool, **_: Any) -> None:
        if limit < 1:
            self.refuse("--limit phải là số nguyên dương")
        found = queries.search(text, on=clock.today(), limit=limit)
        if as_json:
            rows = [{"code": hit.code, "name": hit.name, "sectors": list(hit.sectors)} for hit in found.hits]
            self.stdout.write(json.dumps({"total": found.total, "procedures": rows}, indent=2))
            return
        for hit in found.hits:
            self.stdout.write(f"{hit.code}\t{hit.name}")
        self.stdout.write(f"{len(found.hits)}/{found.total}")


def _printable(name: str) -> str:
    return name.encode("utf-8", "replace").decode().replace("\n", " ")
