"""`motcua workflow check FILE…`: could these drawings be published?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from motcua.facilities.designer.judging import Judgement, judge
from motcua.facilities.workflow.bpmn.reading import LARGEST, Problem
from motcua.kernel.arguments import OneLineCommand


class Command(OneLineCommand):
    help = "Kiểm tra tệp BPMN trước khi nhập: mã thoát 0 khi mọi tệp ban hành được, 1 khi không."

    def add_arguments(self, parser: CommandParser) -> None:
        check = self.verbs(parser, "check").add_parser("check", help="đọc và kiểm tra các tệp BPMN 2.0")
        check.add_argument("files", nargs="+", metavar="FILE")
        check.add_argument("--json", action="store_true", help="in mỗi tệp một dòng JSON")

    def handle(self, *, files: list[str], **options: Any) -> None:
        fine = True
        for name in files:
            found = _judged(name)
            fine = fine and found.is_publishable
            self.stdout.write(_as_json(name, found) if options["json"] else _as_words(name, found))
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
