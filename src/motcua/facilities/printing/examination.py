"""What `motcua doctor` looks at: does every ticket printer answer, has it paper, do papers come out."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from motcua.facilities.printing import carrying, queries
from motcua.facilities.printing.choices import Kind, Readiness
from motcua.facilities.printing.models import Printer
from motcua.kernel import clock
from motcua.kernel.doctor.checkup import Finding, error, ok, warning

_AT_ONCE = 8


def examine_printers() -> Iterator[Finding]:
    rows = Printer.objects.filter(removed_at__isnull=True).select_related("one_stop")
    printers = list(queries.with_failures(rows, clock.now()))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for printer, found in zip(printers, pool.map(carrying.readiness, printers), strict=True):
            yield from _findings(printer, found)


def _findings(printer: Printer, found: Readiness) -> Iterator[Finding]:
    what = f"máy in phiếu số “{printer.name}” ({printer.one_stop.name})"
    if printer.kind == Kind.FAKE:
        yield warning(f"{what}: giả lập, không ra giấy", "khai máy in thật trước khi đón người dân")
    elif found == Readiness.READY:
        yield ok(f"{what}: sẵn sàng")
    elif found == Readiness.NO_PAPER:
        yield error(f"{what}: hết giấy", "thay cuộn giấy")
    else:
        yield error(f"{what}: {found.label}", "xem nguồn, cáp mạng và địa chỉ của máy in")
    if printer.failed:
        yield warning(f"{what}: {printer.failed} phiếu in hỏng trong 12 giờ qua", "xem trang Máy in phiếu số")
