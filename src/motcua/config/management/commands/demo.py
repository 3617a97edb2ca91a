"""Demo data and what to do with it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from motcua.config import demo, env
from motcua.directory.agencies.demo import DemoRefused
from motcua.kernel import clock
from motcua.kernel.ui import words


class Command(BaseCommand):
    help = "Tạo dữ liệu trình diễn (tỉnh Hà Tĩnh, cán bộ và công dân tưởng tượng, 60 ngày hồ sơ) và in cách đăng nhập."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--address", default="", help="địa chỉ in kèm các liên kết, mặc định http://127.0.0.1:PORT"
        )

        parser.add_argument(
            "--days", type=int, default=demo.DAYS, help="số ngày hồ sơ cần tạo, tính lùi từ hôm nay"
        )

    def handle(self, *, address: str, days: int, **options: Any) -> None:
        base = address.rstrip("/") or f"http://127.0.0.1:{env.read_int('PORT')}"
        try:
            prepared = demo.prepare(clock.now(), days=days)
        except DemoRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        if prepared.made:
            self.stdout.write(f"Đã tạo {prepared.made} hồ sơ minh họa.")
        for line in lines(prepared, base):
            self.stdout.write(line)


def lines(prepared: demo.Prepared, base: str) -> list[str]:
    """The address, a sign-in for each role, and three dossiers to look at."""
    shown = ["", f"Mở: {base}/", f"Cán bộ đăng nhập: {base}{reverse('identity:sign_in')}"]
    if prepared.sign_ins:
        shown.append(f"Mật khẩu chung của các tài khoản trình diễn: {prepared.sign_ins[0].password}")
    shown += [f"  {s.username:<22} {s.role_label:<22} {s.agency}" for s in prepared.sign_ins]
    shown += ["", "Ba hồ sơ để xem (trang của người dân; mã tra cứu để nhập tay):"]
    for dossier in prepared.dossiers:
        page = reverse("dossiers_public:by_token", args=[dossier.lookup_token])
        shown.append(f"  {dossier.code} · {dossier.pin} · {dossier.get_status_display()} · {base}{page}")
    shown += ["", "Máy tại sảnh (mở liên kết rồi bấm Ghép; mỗi máy một cửa sổ):"]
    for machine in prepared.machines:
        page = f"{reverse('devices_public:pair')}?ma={machine.code}"
        shown.append(f"  {machine.device.get_kind_display():<22} {base}{page}")
    shown.append(f"  {'Lấy số trên điện thoại':<22} {base}{reverse('queueing_public:halls')}")
    if prepared.appointments:
        shown += ["", "Lịch hẹn để thử: nhập mã tại máy lấy số, hoặc tìm ở trang Lịch hẹn của cán bộ:"]
    for one in prepared.appointments:
        shown.append(f"  {one.shown_code} · {words.instant(one.starts_at)} · {one.group.name}")
    return [*shown, ""]
