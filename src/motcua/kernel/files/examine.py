"""Looks into one file: `python -m motcua.kernel.files.examine PATH MEDIA_TYPE`, one line of JSON out.

Runs apart (`apart.run`): the libraries that parse what strangers send are large, and
whatever such a file does to them must not happen inside the web process.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path

from motcua.kernel.files.apart import confine
from motcua.kernel.files.choices import FileKind
from motcua.kernel.files.unfit import Unfit


def examine(path: Path, kind: FileKind) -> dict[str, int]:
    """What the file holds, in numbers. Raises Unfit. Loads only the library this kind needs."""
    if kind is FileKind.PDF:
        return import_module("motcua.kernel.files.pdf").examine(path)
    if kind is FileKind.DOCX:
        return import_module("motcua.kernel.files.office").examine(path)
    formats = ("PNG",) if kind is FileKind.PNG else ("JPEG",)
    return import_module("motcua.kernel.files.picture").examine(path, formats=formats)


def main(path: str, kind: str) -> None:
    confine()
    try:
        answer: dict[str, object] = dict(examine(Path(path), FileKind(kind)))
    except Unfit as unfit:
        answer = {"unfit": unfit.code}
    except MemoryError:
        answer = {"unfit": "too_complex"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:3])
