"""`motcua runs move CODE:OLD CODE:NEW`: running dossiers onto another version of their process."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from motcua.casework.dossiers.actions import By
from motcua.casework.handling.moving_over import change_all
from motcua.facilities.workflow.models import ProcessVersion
from motcua.kernel import clock
from motcua.kernel.arguments import OneLineCommand


class Command(OneLineCommand):
    help = (
        "Chuyển hồ sơ đang giải quyết sang phiên bản quy trình khác; --dry-run cho xem trước, không lưu gì."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        move = self.verbs(parser, "move").add_parser("move", help="chuyển từ phiên bản cũ sang phiên bản mới")
        move.add_argument("old", metavar="MÃ:SỐ", help="phiên bản hồ sơ đang chạy, ví dụ commune:1")
        move.add_argument("new", metavar="MÃ:SỐ", help="phiên bản đã ban hành sẽ chuyển sang")
        move.add_argument(
            "--map", action="append", default=[], metavar="BƯỚC_CŨ=BƯỚC_MỚI", help="lặp lại được"
        )
        move.add_argument("--dry-run", action="store_true", help="chỉ xem trước")

    def handle(self, *, verb: str, **options: Any) -> None:
        old, new = _version(options["old"]), _version(options["new"])
        moves = change_all(
            from_version_id=old.pk, to_version_id=new.pk, node_map=_map(options["map"]),
            by=By(None, new.process.owner_id or 0, clock.now()), dry_run=options["dry_run"],
        )  # fmt: skip
        for move in moves:
            self.stdout.write(f"{move.code}: {move.from_step} → {move.to_step or move.reason}")
        stay = sum(bool(move.reason) for move in moves)
        self.stdout.write(f"{len(moves) - stay} hồ sơ chuyển được, {stay} hồ sơ ở lại.")
        if stay:
            raise SystemExit(1)


def _version(text: str) -> ProcessVersion:
    code, _, number = text.rpartition(":")
    if not number.isascii() or not number.isdigit() or len(number) > 6:
        raise CommandError(f"{text}: hãy ghi mã quy trình và số phiên bản, ví dụ commune:2")
    found = ProcessVersion.objects.filter(process__code=code, number=int(number), state="published")
    version = found.select_related("process").first()
    if version is None:
        raise CommandError(f"Không có phiên bản đã ban hành {text}.")
    return version


def _map(pairs: list[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        old, sign, new = pair.partition("=")
        if not (old and sign and new):
            raise CommandError(f"--map {pair}: hãy ghi BƯỚC_CŨ=BƯỚC_MỚI")
        found[old] = new
    return found
