"""The four kinds of file that are taken in, by what they are and not by what they are called."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType


class FileKind(StrEnum):
    """Media types; the value is what is stored and sent."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


EXTENSIONS = MappingProxyType(
    {
        ".pdf": FileKind.PDF,
        ".jpg": FileKind.JPEG,
        ".jpeg": FileKind.JPEG,
        ".png": FileKind.PNG,
        ".docx": FileKind.DOCX,
    }
)
MAX_BYTES = 20 * 1024 * 1024
MAX_PAGES = 500
MAX_PIXELS = 60_000_000
