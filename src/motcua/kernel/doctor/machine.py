"""The machine: disk, clock, fonts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.db import connection

from motcua.kernel.doctor.checkup import Finding, error, ok, warning

LEAST_FREE_GB = 1.0
WANTED_FREE_GB = 10.0
MOST_CLOCK_SECONDS = 5.0
FONTS = {"fontpkg_be_vietnam_pro": "Be Vietnam Pro", "fontpkg_noto_serif": "Noto Serif"}


def disk() -> Iterator[Finding]:
    """Room for papers and, on SQLite, the database."""
    folders = {Path(settings.VAR).resolve(), Path(settings.MEDIA_ROOT).resolve().parent}
    if connection.vendor == "sqlite":
        folders.add(Path(connection.settings_dict["NAME"]).resolve().parent)
    for folder in sorted(folders):
        free = shutil.disk_usage(folder).free / 1e9
        text = f"ổ đĩa của {folder}: còn {free:.1f} GB"
        if free < LEAST_FREE_GB:
            yield error(text, "giải phóng hoặc mở rộng ổ đĩa ngay, hệ thống sắp không lưu được nữa")
        elif free < WANTED_FREE_GB:
            yield warning(text, "nên giải phóng hoặc mở rộng ổ đĩa")
        else:
            yield ok(text)


def clock() -> Iterator[Finding]:
    """The clock of this machine against that of the database server."""
    if connection.vendor != "postgresql":
        yield ok(f"đồng hồ: {datetime.now(UTC):%d/%m/%Y %H:%M:%S} UTC")
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        apart = abs((cursor.fetchone()[0] - datetime.now(UTC)).total_seconds())
    text = f"đồng hồ lệch máy chủ cơ sở dữ liệu {apart:.1f} giây"
    if apart > MOST_CLOCK_SECONDS:
        yield error(text, "bật đồng bộ giờ (chrony hoặc systemd-timesyncd) trên cả hai máy")
    else:
        yield ok(text)


def fonts() -> Iterator[Finding]:
    """Fonts that slips are printed with."""
    for module, name in FONTS.items():
        if find_spec(module) is None:
            yield error(f"thiếu phông chữ {name}", "chạy lại make setup")
        else:
            yield ok(f"phông chữ {name}")
