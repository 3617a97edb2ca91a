"""What a file may be called, and how long it waits for its page to be saved."""

from __future__ import annotations

import re
import unicodedata
from datetime import timedelta
from pathlib import PurePosixPath

from motcua.kernel.text import nfc

# A page stays open over lunch, overnight, a day; what is older is not taken any more, and a day
# later it is removed, so that no saving ever meets the removal.
USABLE = timedelta(days=2)
KEEP_HELD = timedelta(days=3)

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
    suffix = PurePosixPath(bare).suffix[:_LONGEST_SUFFIX].rstrip(". ")
    stem = bare[: len(bare) - len(suffix)] if suffix else bare
    return f"{stem[: _LONGEST - len(suffix)].rstrip()}{suffix}" or "giay-to"
