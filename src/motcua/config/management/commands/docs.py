"""Write docs/reference from the code."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from motcua.config import reference


class Command(BaseCommand):
    help = "Viết docs/reference (thiết lập, lệnh, sự kiện, điều luật, việc của hồ sơ) từ mã nguồn; --check chỉ xem có còn khớp không."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="mã thoát 1 khi tài liệu không khớp mã nguồn"
        )
        parser.add_argument(
            "--out", type=Path, default=settings.ROOT / "docs" / "reference", help="thư mục đích"
        )

    def handle(self, *, check: bool, out: Path, **options: Any) -> None:
        pages = reference.pages()
        _refuse_undocumented()
        if check:
            stale = [name for name, text in pages.items() if _read(out / name) != text]
            if stale:
                raise CommandError(f"Cần chạy `motcua docs`: {', '.join(stale)}", returncode=1)
            return
        out.mkdir(parents=True, exist_ok=True)
        for name, text in pages.items():
            (out / name).write_text(text, encoding="utf-8")
            self.stdout.write(str(out / name))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _refuse_undocumented() -> None:
    """Commands and settings without a sentence; facts cannot be registered without one."""
    silent = [c["name"] for c in reference.commands() if not c["help"]]
    silent += [s.name for s in reference.env.SETTINGS.values() if not s.meaning]
    if silent:
        raise CommandError(f"Chưa có lời giải thích: {', '.join(silent)}", returncode=1)
