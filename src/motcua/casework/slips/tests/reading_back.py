"""Reads a printed PDF back: its text, and the codes a scanner finds."""

from __future__ import annotations

import pypdfium2
import zxingcpp


def text_of(pdf: bytes) -> str:
    """All text, lines joined as a reader would join them."""
    document = pypdfium2.PdfDocument(pdf)
    said = [page.get_textpage().get_text_range() for page in document]
    return " ".join(" ".join(said).split())


def codes_on(pdf: bytes, page: int = 0) -> set[tuple[str, str]]:
    """Kind and text of each code on a page, at the 200 dpi of an office scanner."""
    picture = pypdfium2.PdfDocument(pdf)[page].render(scale=200 / 72).to_pil()
    return {(code.format.name, code.text) for code in zxingcpp.read_barcodes(picture)}
