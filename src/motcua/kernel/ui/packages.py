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
    """One file of a package; `budget` is the most bytes it may weigh on the wire (gzip, or as it is for woff2).

    `rare`: loaded by a few pages that ask for it, not by every page of the staff.
    """

    name: str
    source: str
    budget: int
    rare: bool = False

    def path(self) -> Path | None:
        """Where the file lies: carried by the wheel, else fetched by npm; None when neither."""
        for place in (CARRIED / self.name, FETCHED / self.source):
            if place.is_file():
                return place
        return None


def _font(subset: str, weight: int, budget: int) -> PinnedFile:
    name = f"be-vietnam-pro-{subset}-{weight}-normal.woff2"
    return PinnedFile(name, f"@fontsource/be-vietnam-pro/files/{name}", budget)


def _picture(name: str, source: str, budget: int) -> PinnedFile:
    return PinnedFile(name, f"bpmn-js/dist/{source}", budget, rare=True)


PINNED = (
    PinnedFile("htmx.min.js", "htmx.org/dist/htmx.min.js", 13_800),
    PinnedFile("hx-sse.min.js", "htmx.org/dist/ext/hx-sse.min.js", 2_800),
    _font("latin", 400, 22_600),
    _font("latin", 600, 22_600),
    _font("latin", 700, 22_600),
    _font("vietnamese", 400, 12_600),
    _font("vietnamese", 600, 12_600),
    _font("vietnamese", 700, 12_600),
    # The picture of a process. Its licence asks that the mark of bpmn.io stay visible and uncovered.
    _picture("bpmn-viewer.min.js", "bpmn-navigated-viewer.production.min.js", 56_000),
    _picture("bpmn-modeler.min.js", "bpmn-modeler.production.min.js", 163_000),
    _picture("diagram-js.css", "assets/diagram-js.css", 5_700),
    _picture("bpmn-js.css", "assets/bpmn-js.css", 1_400),
    _picture("bpmn-codes.css", "assets/bpmn-font/css/bpmn-codes.css", 1_400),
    _picture("bpmn.woff2", "assets/bpmn-font/font/bpmn.woff2", 13_300),
)
