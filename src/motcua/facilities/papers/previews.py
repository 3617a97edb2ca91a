"""Pictures of pages, drawn when first looked at and kept beside the originals."""

from __future__ import annotations

import os
import tempfile
from enum import IntEnum
from pathlib import Path

from django.conf import settings

from motcua.facilities.papers.models import Paper
from motcua.kernel.files import apart, store


class Width(IntEnum):
    """Sizes that are drawn, in pixels."""

    THUMBNAIL = 240
    PAGE = 1240


class NoPreview(Exception):
    """Không vẽ được trang này để xem trước; hãy tải tệp về để xem."""

    def __str__(self) -> str:
        return self.__doc__ or ""


def page_image(paper: Paper, *, page: int, width: Width) -> tuple[bytes, str]:
    """The picture of a page (from 1) and its media type.

    Raises NoPreview, also for pages that are not there, and FileMissing or FileCorrupt.
    """
    if not 1 <= page <= paper.page_count:
        raise NoPreview
    media_type = "image/png" if paper.file.media_type == "application/pdf" else "image/jpeg"
    place = _place(paper.file_id, page, width)
    try:
        return place.read_bytes(), media_type
    except OSError:
        drawn = _drawn(paper, page, width)
        _keep(place, drawn)
        return drawn, media_type


def _place(sha256: str, page: int, width: Width) -> Path:
    return Path(settings.MEDIA_ROOT) / "previews" / sha256[:2] / f"{sha256}-{page}-{width.value}"


def _drawn(paper: Paper, page: int, width: Width) -> bytes:
    store.open_verified(paper.file_id).close()
    path = str(store.path_of(paper.file_id).resolve())
    try:
        drawn = apart.run(
            "motcua.facilities.papers.draw", path, paper.file.media_type, str(page), str(width.value)
        )
    except apart.WentWrong:
        raise NoPreview from None
    if not drawn:
        raise NoPreview
    return drawn


def _keep(place: Path, drawn: bytes) -> None:
    """A picture that cannot be kept is drawn again next time; nobody is told."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as file:
            file.write(drawn)
        os.replace(file.name, place)
    except OSError:
        return
