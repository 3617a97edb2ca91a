"""Carries the named files of the npm packages into the package, before a wheel is built."""

from __future__ import annotations

import shutil
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.kernel.ui.packages import CARRIED, FETCHED, PINNED


class Command(BaseCommand):
    help = "Copy the pinned front-end files from node_modules into kernel/ui/vendor, for the wheel."

    def handle(self, *args: Any, **options: Any) -> None:
        missing = [pinned.source for pinned in PINNED if not (FETCHED / pinned.source).is_file()]
        if missing:
            raise CommandError("Thiếu tệp, hãy chạy npm ci trước: " + ", ".join(missing))
        CARRIED.mkdir(exist_ok=True)
        for pinned in PINNED:
            shutil.copyfile(FETCHED / pinned.source, CARRIED / pinned.name)
        self.stdout.write(f"{len(PINNED)} files → {CARRIED}")
