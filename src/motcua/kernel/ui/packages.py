"""The third-party files pages may load: pinned npm packages, each file named, none committed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
CARRIED = HERE / "vendor"
"""Filled by `motcua frontend` before a wheel is built, so that an installed office needs no node."""
FETCHED = HERE.parents[3] / "node_modules"
"""Filled by `npm ci` in a working copy."""
PREFIX = "vendor/"


@dataclass(frozen=True)
class PinnedFile:
    """One file of a package; `budget` is the most bytes it may weigh on the wire (gzip, or as it is for woff2)."""

    name: str
    source: str
    budget: int

    def path(self) -> Path | None:
        """Where the file lies: carried by the wheel, else fetched by npm; None when neither."""
        for place in (CARRIED / self.name, FETCHED / self.source):
            if place.is_file():
                return place
        return None


def _font(subset: str, weight: int, budget: int) -> PinnedFile:
    name = f"be-vietnam-pro-{subset}-{weight}-normal.woff2"
    return PinnedFile(name, f"@fontsource/be-vietnam-pro/files/{name}", budget)


PINNED = (
    PinnedFile("htmx.min.js", "htmx.org/dist/htmx.min.js", 13_800),
    PinnedFile("hx-sse.min.js", "htmx.org/dist/ext/hx-sse.min.js", 2_800),
    _font("latin", 400, 22_600),
    _font("latin", 600, 22_600),
    _font("latin", 700, 22_600),
    _font("vietnamese", 400, 12_600),
    _font("vietnamese", 600, 12_600),
    _font("vietnamese", 700, 12_600),
)
