"""Facts about printers. What became of a number is said by `queueing` (confirmed, voided)."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.events.facts import fact


@fact("printing.printer_saved")
@dataclass(frozen=True, kw_only=True)
class PrinterSaved:
    """Máy in phiếu số được khai hoặc sửa."""

    printer_id: int
    one_stop_id: int
    reached_by: str
    address: str


@fact("printing.printer_removed")
@dataclass(frozen=True, kw_only=True)
class PrinterRemoved:
    """Máy in phiếu số thôi dùng."""

    printer_id: int
