"""Typing errors, corrected over the small vocabulary of the catalogue's syllables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_WORD = re.compile(r"[a-z0-9]+")
_Y_OR_I = re.compile(r"(?:[hklmstv]|qu)y")
_INITIAL = re.compile(r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|dd|[bcdghklmnpqrstvx])?")
_TELEX_MARKS = re.compile(r"[sfrxjzw0-9]")
_DOUBLED = re.compile(r"([aeo])\1")
SHORTEST_CORRECTED = 3
LONG_WORD = 5


class Vocabulary:
    """The syllables of the catalogue with how often each occurs."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = dict(counts)
        self._masks = [(word, len(word), _mask(word)) for word in self._counts]

    def __contains__(self, word: str) -> bool:
        return word in self._counts

    def count(self, word: str) -> int:
        return self._counts.get(word, 0)

    def near(self, word: str, *, most: int = 2) -> list[tuple[int, str]]:
        """Known syllables within a few typing errors, nearest and then commonest first.

        Allowed are 1 error in 3–4 letters and 2 in longer words, but no more than `most`;
        those with 2 are looked for only where none has 1. A word typed without an input
        method ("ddawng") or spelled as it sounds ("chu" for "tru") counts as one error.
        """
        if len(word) < SHORTEST_CORRECTED:
            return []
        meant = {without_input_method(word), *sounding_alike(word)} & self._counts.keys()
        close = meant | self._within(word, 1)
        errors = 1
        if not close - {word} and most > 1 and len(word) >= LONG_WORD:
            close, errors = self._within(word, 2), 2
        ranked = sorted(close - {word}, key=lambda other: (-self._counts[other], other))
        return [(errors, other) for other in ranked]

    def _within(self, word: str, errors: int) -> set[str]:
        mask, length = _mask(word), len(word)
        return {
            other
            for other, size, letters in self._masks
            if -errors <= size - length <= errors
            and (letters ^ mask).bit_count() <= 2 * errors
            and distance(word, other) <= errors
        }

    def split(self, word: str) -> tuple[str, str] | None:
        """Two known syllables that were typed without the space between them."""
        pairs = [(word[:n], word[n:]) for n in range(2, len(word) - 1)]
        known = [pair for pair in pairs if pair[0] in self._counts and pair[1] in self._counts]
        return max(known, key=lambda pair: min(self._counts[p] for p in pair), default=None)


def words(text: str) -> list[str]:
    """Syllables and numbers of a folded text; "ky" and "ki" are one syllable."""
    return [_canonical(word) for word in _WORD.findall(text)]


def _canonical(word: str) -> str:
    return word[:-1] + "i" if _Y_OR_I.fullmatch(word) else word


def counted(texts: Iterable[list[str]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for text in texts:
        for word in text:
            counts[word] = counts.get(word, 0) + 1
    return counts


def _mask(word: str) -> int:
    mask = 0
    for char in word:
        mask |= 1 << (ord(char) & 31)
    return mask


def without_input_method(word: str) -> str:
    """A syllable typed as raw Telex or VNI keys, without those keys: "ddawng", "chuwngs", "d9a8ng"."""
    initial = _INITIAL.match(word)[0]  # type: ignore[index]
    rest = _DOUBLED.sub(r"\1", _TELEX_MARKS.sub("", word[len(initial) :]))
    return _canonical(initial.replace("dd", "d") + rest) if rest else word


_INITIALS = (
    ("ch", "tr"),
    ("s", "x"),
    ("d", "gi", "r", "v"),
    ("l", "n"),
    ("c", "k", "q"),
    ("ng", "ngh"),
    ("g", "gh"),
)
_FINALS = (("n", "ng", "nh"), ("t", "c", "ch"))


def sounding_alike(word: str) -> set[str]:
    """Spellings that sound like this one somewhere in the country: ch and tr, s and x, n and ng …"""
    initial = _INITIAL.match(word)[0]  # type: ignore[index]
    rest = word[len(initial) :]
    final = re.search(r"[^aeiouy]*$", rest)[0]  # type: ignore[index]
    stem = rest[: len(rest) - len(final)]
    heads = {initial}.union(*(group for group in _INITIALS if initial in group))
    tails = {final}.union(*(group for group in _FINALS if final in group))
    return {f"{head}{stem}{tail}" for head in heads for tail in tails if stem} - {word}


def distance(one: str, other: str) -> int:
    """Typing errors between two words: letters missing, added, wrong, or two swapped."""
    start, end = 0, min(len(one), len(other))
    while start < end and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    if not one or not other:
        return len(one) or len(other)
    return _table(one, other)


def _table(one: str, other: str) -> int:
    """Optimal string alignment, row by row."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        older, before, row = before, row, [i]
        for j, b in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]
