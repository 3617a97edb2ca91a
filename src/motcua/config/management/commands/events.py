"""Print which facts there are and who reacts to them."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from motcua.config import reference


class Command(BaseCommand):
    help = "In mọi loại sự kiện, các trường của nó và việc phải làm sau nó (config/events.py)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="in dạng JSON")

    def handle(self, **options: Any) -> None:
        kinds = reference.kinds()
        if options["json"]:
            self.stdout.write(json.dumps(kinds, ensure_ascii=False, indent=1))
            return
        for kind in kinds:
            self.stdout.write(f"{kind['kind']}: {kind['sentence']}")
            self.stdout.write(f"    {', '.join(kind['fields']) or '(không có trường)'}")
            for reaction in kind["reactions"]:
                self.stdout.write(f"    → {reaction}")
