"""Carry out what events owe."""

from __future__ import annotations

import signal
from argparse import ArgumentParser
from threading import Event as Signal
from typing import Any

from django.core.management.base import BaseCommand

from motcua.kernel import clock
from motcua.kernel.events import periodic, worker


class Command(BaseCommand):
    help = "Chạy tiến trình thực hiện các việc sau sự kiện và việc định kỳ; dừng êm khi nhận SIGTERM."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="làm hết việc đang đến hạn rồi dừng")

    def handle(self, *, once: bool, **options: Any) -> None:
        if once:
            tally = worker.drain(at=clock.now())
            duties = periodic.run_due(at=clock.now())
            self.stdout.write(
                f"Đã làm {tally.done} việc, {tally.failed} việc hỏng sẽ thử lại, {len(duties)} việc định kỳ."
            )
            return
        stop = Signal()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        worker.run_for_ever(stop)
