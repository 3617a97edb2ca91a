"""DOCX: a ZIP that is nothing but a Word document: no macros, no nested archives, no bomb."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from motcua.kernel.files.unfit import Unfit

_MAX_ENTRIES = 2_000
_MAX_TOTAL = 200 * 1024 * 1024
_MAX_RATIO = 150
_RATIO_COUNTS_FROM = 1024 * 1024  # small XML may compress as well as it likes
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh")
_ARCHIVE_NAMES = (
    ".zip",
    ".rar",
    ".7z",
    ".gz",
    ".tgz",
    ".tar",
    ".jar",
    ".bz2",
    ".xz",
    ".docx",
    ".docm",
    ".xlsm",
)
_TYPES = "[Content_Types].xml"
_MAIN = "word/document.xml"
_MAIN_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_CHUNK = 256 * 1024


def examine(path: Path) -> dict[str, int]:
    """Number of parts. Raises Unfit."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _require_shape(entries)
            for entry in entries:
                _require_contents(archive, entry)
            _require_word(archive)
            return {"parts": len(entries)}
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, ValueError, OSError):
        raise Unfit("damaged") from None


def _require_shape(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > _MAX_ENTRIES or sum(entry.file_size for entry in entries) > _MAX_TOTAL:
        raise Unfit("bomb")
    names = [entry.filename for entry in entries]
    if not {_TYPES, _MAIN} <= set(names):
        raise Unfit("no_document")
    if len(set(names)) != len(names) or min(entry.header_offset for entry in entries) != 0:
        raise Unfit("damaged")
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise Unfit("encrypted")
        if entry.file_size > _RATIO_COUNTS_FROM and entry.file_size > _MAX_RATIO * max(
            1, entry.compress_size
        ):
            raise Unfit("bomb")
        _require_name(entry.filename)


def _require_name(name: str) -> None:
    parts = PurePosixPath(name).parts
    if name.startswith("/") or "\\" in name or ":" in name or "\0" in name or ".." in parts:
        raise Unfit("escaping_path")
    lowered = name.lower()
    if "vba" in lowered or lowered.startswith(("word/activex/", "word/macros")):
        raise Unfit("macros")
    if lowered.endswith(_ARCHIVE_NAMES):
        raise Unfit("nested_archive")


def _require_contents(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Read it whole: the checksum is compared at the end, and what it starts with is looked at."""
    with archive.open(entry) as part:
        start = part.read(_CHUNK)
        if start.startswith(_ARCHIVES):
            raise Unfit("nested_archive")
        while part.read(_CHUNK):
            pass


def _require_word(archive: zipfile.ZipFile) -> None:
    types = archive.read(_TYPES)
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise Unfit("macros")
    if _MAIN_TYPE not in types or b"<!DOCTYPE" in types:
        raise Unfit("no_document")
    if not archive.read(_MAIN).lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise Unfit("damaged")
    for name in archive.namelist():
        if name.startswith("word/_rels/") and _loads_template(archive.read(name)):
            raise Unfit("macros")


def _loads_template(relations: bytes) -> bool:
    """Whether Word would fetch a template, and its macros, from elsewhere."""
    return b"attachedTemplate" in relations and b'"External"' in relations
