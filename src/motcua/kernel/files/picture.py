"""JPEG and PNG: every byte decodes, within a number of pixels that fits in memory."""

from __future__ import annotations

import warnings
from pathlib import Path

from PIL import Image

from motcua.kernel.files.choices import MAX_PIXELS
from motcua.kernel.files.unfit import Unfit

_BROKEN = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, MemoryError, Warning)

Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)


def examine(path: Path, *, formats: tuple[str, ...]) -> dict[str, int]:
    """Width and height in pixels. Raises Unfit."""
    try:
        with Image.open(path, formats=formats) as picture:
            width, height = picture.size
            if width * height > MAX_PIXELS:
                raise Unfit("too_many_pixels")
            if getattr(picture, "n_frames", 1) > 1 and picture.format == "PNG":
                raise Unfit("animated")
            picture.verify()
        with Image.open(path, formats=formats) as picture:
            picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unfit("too_many_pixels") from None
    except _BROKEN:
        raise Unfit("damaged") from None
    return {"width": width, "height": height}
