"""The place of uploaded files on disk: each under its own SHA-256, written once, never rewritten.

`<MEDIA_ROOT>/ab/cd/abcd…` ; a file appears there only whole (written beside, synced,
renamed). What is read is hashed again first, so nobody is shown a file that changed.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from motcua.kernel.files.choices import MAX_BYTES
from motcua.kernel.files.sniff import FileRefused

_log = logging.getLogger(__name__)
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_CHUNK = 1024 * 1024
_READ_ONLY = 0o440


class NotSaved(Exception):
    """Chưa lưu được tệp vì ổ đĩa của máy chủ đã đầy hoặc không ghi được; hãy báo người quản trị rồi gửi lại."""

    def __str__(self) -> str:
        return self.__doc__ or ""


class FileMissing(Exception):
    """Không tìm thấy tệp trong kho lưu trữ; hãy báo người quản trị để khôi phục từ bản sao lưu."""

    def __str__(self) -> str:
        return self.__doc__ or ""


class FileCorrupt(Exception):
    """Tệp trong kho lưu trữ đã bị thay đổi hoặc hỏng nên không được mở; hãy báo người quản trị để khôi phục từ bản sao lưu."""

    def __str__(self) -> str:
        return self.__doc__ or ""


@dataclass(frozen=True)
class Received:
    """A file that has arrived beside the store and is not yet in it."""

    path: Path
    sha256: str
    size: int


@contextmanager
def receive(chunks: Iterable[bytes], *, limit: int = MAX_BYTES) -> Iterator[Received]:
    """Write `chunks` to a temporary file, hashing on the way; it is gone after the block unless kept.

    Raises FileRefused above `limit` bytes, NotSaved when the disk does not take it.
    """
    path: Path | None = None
    try:
        with _saying_not_saved():
            folder = Path(settings.MEDIA_ROOT) / "incoming"
            folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=folder)
            path = Path(name)
            received = _write(path, handle, chunks, limit)
        yield received
    finally:
        if path is not None:
            path.unlink(missing_ok=True)


def _write(path: Path, handle: int, chunks: Iterable[bytes], limit: int) -> Received:
    digest, size = hashlib.sha256(), 0
    with os.fdopen(handle, "wb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > limit:
                raise FileRefused("too_large")
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return Received(path, digest.hexdigest(), size)


def keep(received: Received) -> None:
    """Put a received file in its place; nothing happens when it is there already. Raises NotSaved."""
    place = path_of(received.sha256)
    with _saying_not_saved():
        if place.exists():
            if _hash(place) == received.sha256 and _is_touched(place):
                return
            _log.error("stored file %s was damaged and is replaced by the same content", received.sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        received.path.chmod(_READ_ONLY)
        received.path.replace(place)
        _sync_folders(place)


def path_of(sha256: str) -> Path:
    """Where the file with this hash stands; ValueError for what is no SHA-256 in lower-case hex."""
    if not _SHA256.match(sha256):
        raise ValueError("not a SHA-256")
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256[2:4] / sha256


def open_verified(sha256: str) -> BinaryIO:
    """The stored file, open at its start, after its content was found unchanged.

    Raises FileMissing, FileCorrupt.
    """
    try:
        file = path_of(sha256).open("rb")
    except OSError:
        raise FileMissing from None
    if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
        file.close()
        _log.error("stored file %s does not have the content it was stored with", sha256)
        raise FileCorrupt
    file.seek(0)
    return file


def read(sha256: str) -> bytes:
    """The whole verified content. Raises FileMissing, FileCorrupt."""
    with open_verified(sha256) as file:
        return file.read()


def discard(sha256: str, *, before: datetime) -> bool:
    """Remove a file that nobody has sent since `before`; whether it is gone.

    It is moved aside before its time is looked at again, so that a file sent this very
    moment is either found touched and put back, or written anew by its sender.
    """
    place = path_of(sha256)
    aside = Path(settings.MEDIA_ROOT) / "incoming" / f"{sha256}.discarded"
    try:
        if place.stat().st_mtime >= before.timestamp():
            return False
        place.replace(aside)
    except FileNotFoundError:
        return False
    if aside.stat().st_mtime >= before.timestamp():
        aside.replace(place)
        return False
    aside.unlink()
    return True


def clear_incoming(*, before: datetime) -> int:
    """Remove what a crash left half received before `before`; how many there were."""
    stale = [
        path
        for path in (Path(settings.MEDIA_ROOT) / "incoming").glob("*")
        if path.stat().st_mtime < before.timestamp()
    ]
    for path in stale:
        path.unlink(missing_ok=True)
    return len(stale)


def _is_touched(place: Path) -> bool:
    """Note that the file was sent again; False when it was discarded in the same moment."""
    try:
        os.utime(place)
    except FileNotFoundError:
        return False
    return True


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _saying_not_saved() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        _log.exception("a file could not be stored: %s", error.strerror)
        raise NotSaved from error


def _sync_folders(place: Path) -> None:
    """The rename itself must survive a power cut, and so must folders made for it."""
    for folder in (place.parent, place.parent.parent, place.parent.parent.parent):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
