"""What a file may be called."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from motcua.kernel.text import nfc

_LONGEST = 160
_LONGEST_SUFFIX = 10
_RESERVED = re.compile(r'[<>:"|?*]')


def clean_name(name: str) -> str:
    """The sender's file name without folders, invisible signs and signs no system can save; never empty.

    Long names keep their end, which says the type.
    """
    last = re.split(r"[/\\]", nfc(name))[-1]
    visible = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in last)
    bare = " ".join(_RESERVED.sub(" ", visible).split()).lstrip(". ").rstrip(". ")
    suffix = PurePosixPath(bare).suffix[:_LONGEST_SUFFIX]
    stem = bare[: len(bare) - len(suffix)] if suffix else bare
    return f"{stem[: _LONGEST - len(suffix)].rstrip()}{suffix}" or "giay-to"
