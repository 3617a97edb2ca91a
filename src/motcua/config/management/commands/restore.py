"""Bring a backup back."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from motcua.config.backups import actions
from motcua.config.backups.manifest import BadBackup


class Command(BaseCommand):
    help = (
        "Khôi phục từ tệp sao lưu: kiểm mã băm từng tệp trước, nâng cấp lên bản đang chạy, rồi kiểm chứng nhật ký. "
        "Từ chối khi cơ sở dữ liệu đích đang có dữ liệu."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--force", action="store_true", help="thay dữ liệu đang có bằng bản sao lưu")
        parser.add_argument(
            "--no-verify", action="store_true", help="không kiểm chứng nhật ký sau khi khôi phục"
        )

    def handle(self, *, file: Path, force: bool, no_verify: bool, **options: Any) -> None:
        try:
            manifest = actions.restore(path=file, force=force)
        except (BadBackup, actions.NotEmpty, actions.OtherEngine) as failure:
            raise CommandError(str(failure)) from failure
        self.stdout.write(f"Đã khôi phục bản sao lưu lúc {manifest.made_at} (phiên bản {manifest.version}).")
        if not no_verify:
            call_command("audit", "verify", stdout=self.stdout)
