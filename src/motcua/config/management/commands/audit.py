"""Verify the log, or seal it."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.kernel import clock
from motcua.kernel.events import failures, seals
from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference
from motcua.kernel.events.verify import verify


class Command(BaseCommand):
    help = (
        "Kiểm chứng nhật ký (verify): dựng lại từng chuỗi, lời khai, trạng thái, niêm phong và nêu mọi chỗ sai lệch; "
        "hoặc niêm phong nhật ký (seal)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        check = verbs.add_parser("verify", help="mã thoát 1 khi có bất kỳ sai lệch nào")
        check.add_argument("--seal", type=Path, help="tệp niêm phong giữ ở nơi khác, để đối chiếu")
        check.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
        seal = verbs.add_parser("seal", help="niêm phong toàn bộ nhật ký tới lúc này, in đường dẫn tệp")
        seal.add_argument(
            "--out", type=Path, help="thư mục ghi tệp (mặc định: thư mục seals trong MOTCUA_VAR)"
        )

    def handle(self, *, verb: str, **options: Any) -> None:
        if verb == "seal":
            self._seal(options["out"])
        else:
            self._verify(options["seal"], as_json=options["json"])

    def _seal(self, out: Path | None) -> None:
        try:
            seal = seals.take_seal(at=clock.now())
        except seals.LogNotSettled as failure:
            raise CommandError(seals.LogNotSettled.__doc__) from failure
        self.stdout.write(str(seals.export(seal, out or seals.folder())))

    def _verify(self, seal: Path | None, *, as_json: bool) -> None:
        try:
            outside = seals.read_file(seal) if seal else None
        except seals.BrokenSealFile as failure:
            raise CommandError(str(failure)) from failure
        found = []
        for difference in _differences(outside):
            found.append(difference)
            if not as_json:
                self.stdout.write(str(difference))
        events, subjects = Event.objects.count(), Event.objects.values("subject").distinct().count()
        if as_json:
            report = {"events": events, "subjects": subjects, "differences": [asdict(one) for one in found]}
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
        elif not found:
            self.stdout.write(f"Nhật ký nguyên vẹn: {events} sự kiện, {subjects} chuỗi.")
        if found:
            raise CommandError(f"Có {len(found)} chỗ sai lệch.", returncode=1)


def _differences(outside: seals.SealRecord | None) -> Iterator[Difference]:
    """Also a log so damaged that it cannot be read to its end is an answer, not a traceback."""
    try:
        yield from verify(outside)
    except Exception as failure:
        yield Difference("nhật ký", "đọc hết", "đọc được", failures.describe(failure))
