"""List where the code carries out which article of law."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from motcua.config import reference


class Command(BaseCommand):
    help = "Liệt kê các chỗ trong mã nguồn thực hiện một điều luật (chú thích # Law:)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="in dạng JSON")

    def handle(self, **options: Any) -> None:
        laws = reference.laws()
        if options["json"]:
            self.stdout.write(json.dumps(laws, ensure_ascii=False, indent=1))
            return
        for law in laws:
            self.stdout.write(f"{law['law']}  ({law['file']}:{law['line']})")
