"""Vietnamese text: one way to store it, one way to search it, one way to refuse what is no text.

The same Python function fills every `folded` column and folds every query, so both
database engines find the same rows (SQLite and PostgreSQL each know only half of it:
one keeps đ, the other needs an extension).
"""

from __future__ import annotations

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_LINE_SPACE = re.compile(r"[^\S\n]*\n[^\S\n]*|[^\S\n]+")
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f]"
)
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


class UnreadableText(ValueError):
    """Nội dung có ký tự không đọc được (ký tự điều khiển); hãy gõ lại."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else self.__doc__ or ""


def nfc(text: str) -> str:
    """The composed form in which text is stored: one code point per Vietnamese letter."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """What search compares: lower case, no marks, đ as d, single spaces. `fold("Đống Đa") == "dong da"`."""
    if text.isascii():
        return " ".join(text.lower().split())
    bare = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c) != "Mn")
    return " ".join(unicodedata.normalize("NFC", bare.replace("đ", "d")).split())


def clean(text: str, *, multiline: bool = False) -> str:
    """Text from outside, ready to store: NFC, outer space gone, invisible format characters dropped.

    Runs of space become one space; with `multiline`, line ends are kept as "\\n". Raises
    UnreadableText for control characters (NUL, ESC …), lone surrogates and code points
    that are no characters.
    """
    kept = nfc(_INVISIBLE.sub("", text))
    if _UNREADABLE.search(kept):
        raise UnreadableText
    if not multiline:
        return _SPACE.sub(" ", kept).strip()
    lines = kept.replace("\r\n", "\n").replace("\r", "\n")
    return _LINE_SPACE.sub(lambda space: "\n" if "\n" in space[0] else " ", lines).strip()
