"""Finds the QR code of a citizen card in a picture from a camera: turned, blurred, badly lit.

Bounded in pixels and in time: each attempt looks at a limited picture, and no attempt
starts after the budget is spent. Nothing of the picture is kept.
"""

from __future__ import annotations

import io
import time
from collections.abc import Iterator

import zxingcpp
from PIL import Image, ImageFilter, ImageOps

from motcua.directory.applicants.card import looks_like_card

MAX_BYTES = 10 * 1024 * 1024
_MAX_PIXELS_JPEG = 60_000_000  # decoded at a fraction of its size
_MAX_PIXELS_PNG = 16_000_000
_SIDE = 2_000
_BUDGET_SECONDS = 4.0
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_BROKEN = (
    Image.DecompressionBombError, OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError,
    MemoryError, Warning,
)  # fmt: skip


class UnreadablePicture(Exception):
    """Không mở được ảnh; hãy gửi ảnh JPEG hoặc PNG, không quá 10 MB."""

    def __str__(self) -> str:
        return self.__doc__ or ""


class NoCardFound(Exception):
    """Không tìm thấy mã QR của thẻ căn cước trong ảnh; hãy chụp gần hơn, đủ sáng, thẻ không bị lóa."""

    def __str__(self) -> str:
        return self.__doc__ or ""


def decode_picture(content: bytes) -> str:
    """The text of the card's QR code in a JPEG or PNG. Raises UnreadablePicture, NoCardFound."""
    picture = _open(content)
    stop_at = time.monotonic() + _BUDGET_SECONDS
    for attempt in _attempts(picture):
        for text in _codes(attempt):
            if looks_like_card(text):
                return text
        if time.monotonic() > stop_at:
            break
    raise NoCardFound


def _open(content: bytes) -> Image.Image:
    if not 0 < len(content) <= MAX_BYTES:
        raise UnreadablePicture
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as picture:
            width, height = picture.size
            limit = _MAX_PIXELS_PNG if picture.format == "PNG" else _MAX_PIXELS_JPEG
            if width * height > limit:
                raise UnreadablePicture
            picture.draft("L", (min(width, 2 * _SIDE), min(height, 2 * _SIDE)))
            picture.thumbnail((2 * _SIDE, 2 * _SIDE))
            return picture.convert("L")
    except _BROKEN:
        raise UnreadablePicture from None


def _attempts(picture: Image.Image) -> Iterator[Image.Image]:
    """The same picture in ever more costly treatments; most cards are found in the first."""
    small = picture.copy()
    small.thumbnail((_SIDE, _SIDE))
    yield small
    yield _sharpened(small)
    if picture.size != small.size:
        yield picture
    evened = ImageOps.autocontrast(small, cutoff=2)
    yield evened
    yield evened.filter(ImageFilter.UnsharpMask(radius=9, percent=300, threshold=0))
    yield _sharpened(evened)


def _sharpened(picture: Image.Image) -> Image.Image:
    """Twice the size and with hard edges: what undoes the blur of a cheap camera best."""
    double = picture.resize((picture.width * 2, picture.height * 2), Image.Resampling.LANCZOS)
    return double.filter(ImageFilter.UnsharpMask(radius=3, percent=250, threshold=0))


def _codes(picture: Image.Image) -> Iterator[str]:
    for code in zxingcpp.read_barcodes(picture, formats=_QR):
        try:
            yield code.bytes.decode("utf-8")
        except UnicodeDecodeError:
            yield code.text
