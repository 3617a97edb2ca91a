"""Codes that machines read from paper, as SVG: QR with an address, Code 128 with digits only."""

from __future__ import annotations

import importlib
import io
import re
from types import ModuleType

MODULE_MM = 0.25  # thinner bars are lost by scanners at 200 dpi
_DIGITS = re.compile(r"[0-9]{2,32}\Z")
_QUIET_MODULES = 10


def qr_svg(text: str) -> str:
    """A QR code with its quiet zone, error level M; it scales to any size."""
    out = io.BytesIO()
    code = _load("segno").make(text, error="m", micro=False, boost_error=False)
    code.save(out, kind="svg", border=4, xmldecl=False, svgns=True, omitsize=True, nl=False)
    return out.getvalue().decode()


def code128_svg(digits: str, *, height_mm: float = 9) -> tuple[str, float]:
    """Code 128 of an even or odd run of digits: the SVG and the width in mm at which it must be printed.

    Keyboards of barcode readers spoil letters (Telex turns AA into Â), hence digits only;
    ValueError otherwise.
    """
    if not _DIGITS.match(digits):
        raise ValueError("a barcode on paper holds digits only")
    code = _load("barcode").Code128(digits)
    # The library takes a leading pair 99 for the order "go to set C" and drops it; digits start in C anyway.
    code._try_to_optimize = lambda symbols: symbols
    pattern = code.build()[0]
    modules = len(pattern) + 2 * _QUIET_MODULES
    bars, at = [], 0
    while at < len(pattern):
        run = len(pattern[at:]) - len(pattern[at:].lstrip(pattern[at]))
        if pattern[at] == "1":
            bars.append(f"M{at + _QUIET_MODULES} 0h{run}v1h-{run}z")
        at += run
    width = modules * MODULE_MM
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height_mm}mm" '
        f'viewBox="0 0 {modules} 1" preserveAspectRatio="none"><path d="{"".join(bars)}"/></svg>'
    )
    return svg, width


def _load(name: str) -> ModuleType:
    """Loaded where the first code is drawn, not when the program starts."""
    return importlib.import_module(name)
