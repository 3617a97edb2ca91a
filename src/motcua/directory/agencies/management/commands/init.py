"""`motcua init`: an empty, migrated system becomes an office's own. Safe to run again."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.db import DatabaseError, transaction

from motcua.directory.agencies.actions.install import Administrator, Installed, OwnAgency, install
from motcua.directory.agencies.actions.load_starter import load_starter
from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.models import Membership
from motcua.directory.agencies.rules import normal_code
from motcua.directory.identity.refusal import Refused
from motcua.directory.units import starter
from motcua.directory.units.actions.import_units import import_units
from motcua.directory.units.choices import UnitLevel, UnitRegime
from motcua.directory.units.models import Unit
from motcua.directory.units.unit_files import Readings, read_into
from motcua.kernel import clock
from motcua.kernel.arguments import OneLineCommand
from motcua.kernel.text import UnreadableText, clean


class Command(OneLineCommand):
    help = "Khởi tạo: tỉnh, cơ quan của mình, quản trị viên đầu tiên. Chạy lại không tạo bản trùng."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--province", metavar="MÃ", help="mã đơn vị hành chính của tỉnh, ví dụ 42")
        parser.add_argument(
            "--units",
            nargs="+",
            default=[],
            metavar="FILE",
            help="tệp CSV đơn vị hành chính (nếu không phải Hà Tĩnh)",
        )
        parser.add_argument(
            "--agency",
            action="append",
            default=[],
            metavar="MÃ=TÊN[@MÃ_XÃ]",
            help="cơ quan của mình, lặp lại được; @MÃ_XÃ cho cơ quan cấp xã",
        )
        parser.add_argument("--starter", action="store_true", help="nạp cây cơ quan mẫu của Hà Tĩnh (mã tạm)")
        parser.add_argument("--username", help="tên đăng nhập của quản trị viên đầu tiên")
        parser.add_argument("--name", help="họ và tên quản trị viên đầu tiên")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            has_admin = Membership.objects.filter(role=Role.SYSTEM_ADMIN).exists()
        except DatabaseError:
            self.refuse("Cơ sở dữ liệu chưa sẵn sàng; chạy motcua migrate trước.")
        try:
            installed = self._install(options, has_admin)
        except (Refused, UnreadableText) as refusal:
            self.refuse(str(refusal))
        self._tell(installed, has_admin)

    def _install(self, options: dict[str, Any], has_admin: bool) -> Installed:
        province = clean(self._ask(options["province"], "Mã tỉnh", "--province"))
        agencies = self._agencies(options)
        administrator = None
        if not has_admin:
            administrator = Administrator(
                username=clean(self._ask(options["username"], "Tên đăng nhập quản trị", "--username")),
                name=clean(self._ask(options["name"], "Họ và tên quản trị viên", "--name")),
            )
        at = clock.now()
        with transaction.atomic():
            self._load_units(province, options["units"])
            if options["starter"]:
                load_starter(at=at)
            return install(province=province, agencies=agencies, administrator=administrator, at=at)

    def _agencies(self, options: dict[str, Any]) -> list[OwnAgency]:
        stated = options["agency"]
        if not stated and not options["starter"]:
            stated = [self._ask(None, "Cơ quan (MÃ=TÊN hoặc MÃ=TÊN@MÃ_XÃ)", "--agency")]
        return [self._agency(text) for text in stated]

    def _agency(self, text: str) -> OwnAgency:
        code, equals, rest = clean(text).partition("=")
        name, _at, unit_code = rest.partition("@")
        if not equals or len(name.split()) < 2:
            self.refuse(f"Cơ quan phải viết là MÃ=TÊN hoặc MÃ=TÊN@MÃ_XÃ, không phải {text!r}.")
        return OwnAgency(code=normal_code(code), name=name.strip(), unit_code=unit_code.strip())

    def _load_units(self, province: str, names: list[str]) -> None:
        readings = Readings()
        for name in names:
            try:
                read_into(readings, name, Path(name).read_bytes())
            except (OSError, ValueError) as error:
                self.refuse(f"Không đọc được tệp {name}: {getattr(error, 'strerror', None) or error}")
        known = Unit.objects.filter(
            regime=UnitRegime.TWO_TIER, level=UnitLevel.PROVINCE, code=province
        ).exists()
        if not names and not known and province == starter.PROVINCE_UNIT:
            readings = starter.unit_readings()
        import_units(readings=readings, at=clock.now())
        for problem in readings.problems[:5]:
            self.stderr.write(problem)

    def _ask(self, given: str | None, question: str, option: str) -> str:
        """The option, or an answer typed at a terminal; a script without either is refused."""
        if given:
            return given
        if not sys.stdin.isatty():
            self.refuse(f"Thiếu {option}.")
        answer = input(f"{question}: ").strip()
        return answer or self._ask(None, question, option)

    def _tell(self, installed: Installed, had_admin: bool) -> None:
        for agency in installed.agencies:
            self.stdout.write(f"Cơ quan mới: {agency.code} {agency.name}")
        if installed.password:
            self.stdout.write(f"Tên đăng nhập: {installed.username}")
            self.stdout.write(f"Mật khẩu dùng một lần, chỉ hiện lần này: {installed.password}")
        elif had_admin:
            self.stdout.write("Đã có quản trị viên; không tạo thêm. Quên mật khẩu: motcua reset_password TÊN")
        self.stdout.write("Đã khởi tạo xong.")
