"""The register of a one-stop over five thousand dossiers, as PDF and as a spreadsheet, made anew each time."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from bench.measuring import Result, at_most, timed
from bench.office import Bench
from motcua.casework.slips.data import Head
from motcua.casework.slips.register import RegisterLine
from motcua.casework.slips.register_files import Register, as_pdf, as_xlsx
from motcua.facilities.papers.printed_forms import form_in_force
from motcua.kernel import clock

LINES = 5000
RUNS = 3
MOST_S = 5


def measure(bench: Bench) -> Iterator[Result]:
    engine, now = connection.vendor, clock.now()
    head = Head(agency="Một cửa Thử", parent="UBND xã Thử")
    about = Register(head=head, first=now.date(), last=now.date(), made_at=now)
    form, rows = form_in_force("07", now, None), _lines()
    as_pdf(about, rows[:1], form)  # fonts are read once
    for kind, make in (("PDF", lambda: as_pdf(about, rows, form)), ("XLSX", lambda: as_xlsx(about, rows))):
        times = timed([make] * RUNS, warm=0)
        yield at_most(
            f"register of {LINES} rows, {kind}: p50", engine, times.p50 / 1000, "s", MOST_S,
            f"CPU {times.cpu_p50 / 1000:.1f}",
        )  # fmt: skip


def _lines() -> list[RegisterLine]:
    now = clock.now()
    return [
        RegisterLine(
            code=f"H27.15.02-261005-{number:04}",
            procedure="Cấp bản sao trích lục hộ tịch, bản sao giấy khai sinh",
            applicant=f"Nguyễn Thị Thử Nghiệm {number}",
            contact=f"Thôn {number % 12}, xã Thử Nghiệm, 0912{number:06}",
            agency="UBND xã Thử Nghiệm", accepted_at=now, due_at=now, passed_at=now,
            resolved_at=None, delivered_at=None, delivery="Trực tiếp", note="",
        )
        for number in range(LINES)
    ]  # fmt: skip
