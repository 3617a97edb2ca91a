"""A black and white picture as the bytes that thermal printers understand (ESC/POS), and back. Pure.

Vietnamese text is never sent as text: the code pages of common printers lack its letters.
"""

from __future__ import annotations

from PIL import Image

WIDTH = 576  # dots of 80 mm paper at 203 dpi
RESET, FEED, CUT = b"\x1b@", b"\x1bd\x04", b"\x1dVB\x00"
_RASTER = b"\x1dv0\x00"
_BAND = 128  # rows sent at once: small printers have little memory


class NoRaster(ValueError):
    """Không phải phiếu dạng ảnh."""


def encoded(picture: Image.Image) -> bytes:
    """Reset, the picture in bands, feed, cut. The picture is as wide as the paper."""
    if picture.width != WIDTH:
        raise NoRaster
    bits = picture.convert("1")
    bands = [
        _band(bits.crop((0, top, WIDTH, min(top + _BAND, bits.height))))
        for top in range(0, bits.height, _BAND)
    ]
    return b"".join([RESET, *bands, FEED, CUT])


def _band(picture: Image.Image) -> bytes:
    row = WIDTH // 8
    rows = bytes(byte ^ 0xFF for byte in picture.tobytes())  # black is 1 on paper
    return _RASTER + row.to_bytes(2, "little") + picture.height.to_bytes(2, "little") + rows


def decoded(content: bytes) -> Image.Image:
    """What would come out on paper. Raises NoRaster."""
    if not content.startswith(RESET) or not content.endswith(FEED + CUT):
        raise NoRaster
    rest, rows = content[len(RESET) : -len(FEED + CUT)], b""
    while rest:
        width, height = int.from_bytes(rest[4:6], "little"), int.from_bytes(rest[6:8], "little")
        size = width * height
        if not rest.startswith(_RASTER) or width != WIDTH // 8 or len(rest) < 8 + size:
            raise NoRaster
        rows += bytes(byte ^ 0xFF for byte in rest[8 : 8 + size])
        rest = rest[8 + size :]
    return Image.frombytes("1", (WIDTH, len(rows) * 8 // WIDTH), rows)
