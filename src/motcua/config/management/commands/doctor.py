"""Examine this installation."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.kernel.doctor.checkup import Level, examine


class Command(BaseCommand):
    help = "Khám hệ thống: cơ sở dữ liệu, nhật ký, tiến trình nền, ổ đĩa, thiết lập; mã thoát 1 khi có lỗi."

    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="in dạng JSON")

    def handle(self, **options: Any) -> None:
        findings = []
        for finding in examine():
            findings.append(finding)
            if not options["json"]:
                self.stdout.write(str(finding))
        if options["json"]:
            rows = [{"level": f.level.name.lower(), "what": f.what, "advice": f.advice} for f in findings]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
        errors = sum(finding.level is Level.ERROR for finding in findings)
        if errors:
            raise CommandError(f"Có {errors} lỗi cần xử lý.", returncode=1)
