"""Make a backup."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.config.backups import actions
from motcua.kernel import clock


class Command(BaseCommand):
    help = "Sao lưu cơ sở dữ liệu và giấy tờ vào một tệp, trong khi hệ thống vẫn chạy; in đường dẫn tệp."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="mặc định: thư mục backups trong MOTCUA_VAR")
        parser.add_argument("--keep", type=int, help="chỉ giữ ngần này bản mới nhất trong thư mục mặc định")

    def handle(self, *, file: Path | None, keep: int | None, **options: Any) -> None:
        at = clock.now()
        try:
            path = actions.backup(path=file or actions.default_path(at), at=at)
        except OSError as failure:
            raise CommandError(f"Không ghi được tệp sao lưu: {failure.strerror}") from failure
        if keep and not file:
            actions.keep_newest(keep)
        self.stdout.write(str(path))
