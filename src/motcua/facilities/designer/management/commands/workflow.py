"""`motcua workflow check FILE…`: could these drawings be published? `motcua workflow standard`: the two to begin with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from motcua.facilities.bpmn.reading import LARGEST, Problem
from motcua.facilities.designer.judging import Judgement, judge
from motcua.facilities.workflow import standard
from motcua.kernel import clock
from motcua.kernel.arguments import OneLineCommand


class Command(OneLineCommand):
    help = "Kiểm tra tệp BPMN trước khi nhập (mã thoát 0 khi mọi tệp ban hành được, 1 khi không); ban hành quy trình chuẩn."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = self.verbs(parser, "check | standard")
        verbs.add_parser("standard", help="ban hành hai quy trình chuẩn (cấp xã, cấp tỉnh) nếu chưa có")
        check = verbs.add_parser("check", help="đọc và kiểm tra các tệp BPMN 2.0")
        check.add_argument("files", nargs="+", metavar="FILE")
        check.add_argument("--json", action="store_true", help="in mỗi tệp một dòng JSON")

    def handle(self, *, verb: str, **options: Any) -> None:
        if verb == "standard":
            standard.install(at=clock.now())
            self.stdout.write("Hai quy trình chuẩn đã có.")
        else:
            self.check_files(options["files"], as_json=options["json"])

    def check_files(self, files: list[str], *, as_json: bool) -> None:
        fine = True
        for name in files:
            found = _judged(name)
            fine = fine and found.is_publishable
            self.stdout.write(_as_json(name, found) if as_json else _as_words(name, found))
        if not fine:
            raise SystemExit(1)


def _judged(name: str) -> Judgement:
    try:
        with Path(name).open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return Judgement(None, (Problem(None, f"Không mở được tệp: {reason}."),))
    return judge(data)


def _as_json(name: str, found: Judgement) -> str:
    problems = [{"element": problem.element, "message": problem.message} for problem in found.problems]
    said = {
        "file": name,
        "importable": found.is_importable,
        "publishable": found.is_publishable,
        "problems": problems,
    }
    return json.dumps(said, ensure_ascii=False)


def _as_words(name: str, found: Judgement) -> str:
    if found.is_publishable:
        return f"{name}: ban hành được"
    state = "chỉ lưu được bản thảo" if found.is_importable else "không nhận được"
    lines = [f"  {problem.element or '–'}: {problem.message}" for problem in found.problems]
    return "\n".join([f"{name}: {state}", *lines])
