"""A printer that puts pictures into the var folder instead of paper; for tests, training and the demo.

How it fails is part of its address: `ready`, `no_paper`, `not_ready`, `unreachable`, `broke_off`.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw

from motcua.facilities.printing.choices import Readiness
from motcua.facilities.printing.picture import png
from motcua.facilities.printing.ports import PrintFailure
from motcua.facilities.printing.raster import WIDTH, decoded

MARK = "MAY IN GIA LAP - KHONG CO GIA TRI"


class FakePrinter:
    """Máy in giả lập."""

    is_fake = True

    def __init__(self, address: str) -> None:
        known = set(Readiness.values)
        self._state = Readiness(address) if address in known else Readiness.READY

    def readiness(self) -> Readiness:
        return Readiness.READY if self._state == Readiness.BROKE_OFF else self._state

    def print(self, content: bytes, *, key: str) -> None:
        if self._state != Readiness.READY:
            raise PrintFailure(self._state)
        folder().mkdir(parents=True, exist_ok=True)
        (folder() / f"{key}.png").write_bytes(png(_marked(decoded(content))))


def folder() -> Path:
    return Path(settings.PRINTED_ROOT)


def _marked(picture: Image.Image) -> Image.Image:
    """Nobody takes it for a ticket."""
    sheet = Image.new("1", (WIDTH, picture.height + 24), 0)
    ImageDraw.Draw(sheet).text((WIDTH // 2, 12), MARK, fill=1, anchor="mm")
    sheet.paste(picture, (0, 24))
    return sheet
