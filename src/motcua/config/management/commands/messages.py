"""Keep the English catalogue."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.config import catalogue


class Command(BaseCommand):
    help = "Cập nhật danh mục bản dịch tiếng Anh từ mã nguồn; --check chỉ nêu chỗ còn thiếu và thoát 1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="không ghi, chỉ kiểm tra")

    def handle(self, *, check: bool, **options: Any) -> None:
        if not check:
            catalogue.refresh()
            self.stdout.write(str(catalogue.PATH))
        faults = catalogue.faults()
        for fault in faults:
            self.stdout.write(fault)
        if check and faults:
            raise CommandError(f"Danh mục còn {len(faults)} chỗ thiếu.", returncode=1)
