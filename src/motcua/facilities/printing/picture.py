"""A ticket as a picture, as wide as the paper. Pure but for the font files of the pinned package."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path

import segno
from PIL import Image, ImageDraw, ImageFont

from motcua.facilities.printing.raster import WIDTH
from motcua.kernel.text import nfc

_MARGIN, _QR = 16, 264
_PLAIN, _BOLD = "BeVietnamPro-Medium.ttf", "BeVietnamPro-Bold.ttf"


@dataclass(frozen=True)
class Ticket:
    """Phiếu số, line by line. `url` opens the ticket on a phone."""

    office: tuple[str, ...]
    label: str
    group: str
    lines: tuple[str, ...]
    url: str
    foot: str


def draw(ticket: Ticket) -> Image.Image:
    """Black on white, one bit a dot."""
    sheet = Image.new("1", (WIDTH, 1400), 1)
    pen, top = ImageDraw.Draw(sheet), 12
    for line in ticket.office:
        top = _write(pen, line, top, _PLAIN, 27)
    top = _write(pen, ticket.label, top + 10, _BOLD, 150) + 12
    top = _write(pen, ticket.group, top, _BOLD, 30)
    for line in ticket.lines:
        top = _write(pen, line, top, _PLAIN, 30)
    if ticket.url:
        code = _qr(ticket.url)
        sheet.paste(code, ((WIDTH - code.width) // 2, top + 14))
        top += code.height + 24
    top = _write(pen, ticket.foot, top, _PLAIN, 22)
    return sheet.crop((0, 0, WIDTH, top + 12))


def png(picture: Image.Image) -> bytes:
    held = io.BytesIO()
    picture.save(held, "PNG")
    return held.getvalue()


def _write(pen: ImageDraw.ImageDraw, text: str, top: int, name: str, size: int) -> int:
    """Centred, broken into lines where it is too wide; where the next thing may stand."""
    font = _font(name, size)
    while pen.textlength(nfc(text), font=font) > 2 * (WIDTH - 2 * _MARGIN) and size > 18:
        size -= 2
        font = _font(name, size)
    height = round(size * 1.36)
    for line in _broken(pen, nfc(text), font):
        pen.text((WIDTH // 2, top + height // 2), line, font=font, fill=0, anchor="mm")
        top += height
    return top


def _broken(pen: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and pen.textlength(longer, font=font) <= WIDTH - 2 * _MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _qr(url: str) -> Image.Image:
    code = segno.make(url, error="m", micro=False)
    held = io.BytesIO()
    code.save(held, kind="png", scale=max(1, _QR // (code.symbol_size()[0])), border=4)
    return Image.open(held).convert("1")


@lru_cache(maxsize=16)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    package = import_module("fontpkg_be_vietnam_pro")
    return ImageFont.truetype(next((Path(str(package.__file__)).parent / "files").rglob(name)), size)
