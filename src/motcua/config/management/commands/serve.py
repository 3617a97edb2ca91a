"""Run the product."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from motcua.config import env, serving
from motcua.facilities.voice import made as voice

PARTS = ("web", "worker", "live")


class Command(BaseCommand):
    help = (
        "Chạy toàn bộ hệ thống trong một lệnh: trang web, tiến trình nền và cập nhật tức thời. "
        "Trên PostgreSQL có thể chạy riêng từng phần (serve web, serve worker, serve live)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("part", nargs="?", choices=PARTS, help="chỉ chạy một phần")
        parser.add_argument("--host", default="127.0.0.1", help="địa chỉ lắng nghe (mặc định 127.0.0.1)")
        parser.add_argument(
            "--demo",
            action="store_true",
            help="dựng cơ sở dữ liệu và dữ liệu trình diễn nếu chưa có, in cách đăng nhập",
        )
        parser.add_argument("--workers", type=int, help="số tiến trình web (SQLite luôn là 1)")

    def handle(self, *, part: str | None, host: str, workers: int | None, demo: bool, **options: Any) -> None:
        place = self._place(host, workers)
        if demo:
            call_command("migrate", verbosity=0)
            self._make_voice()
            call_command("demo", address=f"http://{host}:{place.port}", stdout=self.stdout)
        commands = serving.commands(place)
        connection.close()
        serving.allow_many_connections()
        if part:
            if connection.vendor == "sqlite":
                raise CommandError("SQLite chỉ chạy trọn bộ: motcua serve")
            os.execv(commands[part][0], commands[part])  # noqa: S606  our own command line
        try:
            serving.refuse_taken(host, place.port, place.live_port)
        except serving.PortTaken as failure:
            raise CommandError(str(failure)) from failure
        parts = [serving.Part(name, commands[name]) for name in PARTS]
        self.stdout.write(f"http://{host}:{place.port}/   (Ctrl+C để dừng)")
        serving.Supervisor(parts, self._tell).run()

    def _place(self, host: str, workers: int | None) -> serving.Place:
        if connection.vendor == "sqlite":
            if workers and workers > 1:
                raise CommandError("SQLite chỉ có một tiến trình web; dùng PostgreSQL để chạy nhiều hơn.")
            workers = 1
        return serving.Place(
            host, env.read_int("PORT"), env.live_port(), workers or 2, env.read_int("MOTCUA_WEB_THREADS")
        )

    def _make_voice(self) -> None:
        """Calls are heard in the demo where the machine can speak; elsewhere there is the chime."""
        try:
            voice.make()
        except voice.NoSpeaker as refusal:
            self._tell(str(refusal))

    def _tell(self, line: str) -> None:
        self.stderr.write(line)
