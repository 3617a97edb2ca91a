"""Draws one page: `python -m motcua.facilities.papers.draw PATH MEDIA_TYPE PAGE WIDTH`, a PNG or JPEG out.

Runs apart (`kernel.files.apart`), for the file is a stranger's. Pictures are turned the
way their camera was held and lose their metadata (place, owner's name); the original keeps it.
"""

from __future__ import annotations

import io
import sys
from importlib import import_module

from PIL import Image, ImageOps

from motcua.kernel.files.apart import confine

_TALLEST = 4  # times the width; a longer strip is drawn narrower


def draw(path: str, media_type: str, page: int, width: int) -> bytes:
    """The page as PNG (of a PDF) or JPEG (of a picture), at most `width` pixels wide."""
    out = io.BytesIO()
    if media_type == "application/pdf":
        _pdf_page(path, page, width).save(out, "PNG", optimize=False)
    else:
        _picture(path, width).save(out, "JPEG", quality=82)
    return out.getvalue()


def _pdf_page(path: str, page: int, width: int) -> Image.Image:
    document = import_module("pypdfium2").PdfDocument(path)
    sheet = document[page - 1]
    scale = min(width / sheet.get_width(), _TALLEST * width / sheet.get_height())
    return sheet.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")


def _picture(path: str, width: int) -> Image.Image:
    with Image.open(path, formats=("JPEG", "PNG")) as picture:
        picture.draft("RGB", (2 * width, 2 * _TALLEST * width))
        picture.thumbnail((2 * width, 2 * _TALLEST * width))
        turned = ImageOps.exif_transpose(picture)
        turned.thumbnail((width, _TALLEST * width))
        plain = Image.new("RGB", turned.size, "white")
        visible = turned.convert("RGBA")
        plain.paste(visible, mask=visible.getchannel("A"))
        return plain


def main(path: str, media_type: str, page: str, width: str) -> None:
    confine()
    sys.stdout.buffer.write(draw(path, media_type, int(page), int(width)))


if __name__ == "__main__":
    main(*sys.argv[1:5])
