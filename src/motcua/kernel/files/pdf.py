"""PDF: opens, is not encrypted, is complete, and has a sensible number of pages of a sensible size."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from motcua.kernel.files.choices import MAX_PAGES
from motcua.kernel.files.unfit import Unfit

_MEMORY = 256 * 1024 * 1024
_LONGEST_SIDE = 14_400  # points: what PDF readers can show (200 inches)
_TAIL = 2048

pikepdf.settings.set_qpdf_limits(
    doc_max_warnings=200,
    flate_max_memory=_MEMORY,
    dct_max_memory=_MEMORY,
    png_max_memory=_MEMORY,
    run_length_max_memory=_MEMORY,
    tiff_max_memory=_MEMORY,
)


def examine(path: Path) -> dict[str, int]:
    """Number of pages. Raises Unfit."""
    _require_end(path)
    try:
        with pikepdf.open(path) as pdf:
            if pdf.is_encrypted:
                raise Unfit("encrypted")
            pages = len(pdf.pages)
            if pages == 0:
                raise Unfit("damaged")
            if pages > MAX_PAGES:
                raise Unfit("too_many_pages")
            for page in pdf.pages:
                _require_size(page)
            return {"pages": pages}
    except pikepdf.PasswordError:
        raise Unfit("encrypted") from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Unfit("damaged") from None


def _require_end(path: Path) -> None:
    """A file cut off on its way has lost its last line, even where the rest can be repaired."""
    with path.open("rb") as file:
        file.seek(0, 2)
        file.seek(max(0, file.tell() - _TAIL))
        if b"%%EOF" not in file.read():
            raise Unfit("cut_off")


def _require_size(page: pikepdf.Page) -> None:
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    if not (0 < abs(right - left) <= _LONGEST_SIDE and 0 < abs(top - bottom) <= _LONGEST_SIDE):
        raise Unfit("too_large_page")
