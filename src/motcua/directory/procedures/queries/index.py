"""The catalogue in memory: what search looks through, rebuilt when the catalogue changed.

Some six thousand short texts over a vocabulary of a few thousand syllables: sets of
positions per syllable answer in a few milliseconds on any engine, and typing errors are
corrected over the vocabulary.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from sys import intern
from typing import Any

from django.db import connection

from motcua.directory.procedures.choices import ProcedureLevel, RecordKind, Scope
from motcua.directory.procedures.models import VersionSector
from motcua.directory.procedures.queries.versions import versions_in_force
from motcua.directory.procedures.rules.codes import digits
from motcua.directory.procedures.rules.levels import audience_groups, levels_in_words
from motcua.directory.procedures.rules.spelling import Vocabulary, counted, words
from motcua.kernel.text import fold

PREFIX_WORDS = 60
_STAMPS = "SELECT stamp FROM procedures_catalogueimport ORDER BY id DESC LIMIT 5"
_COLUMNS = (
    "id", "procedure_id", "procedure__code", "name", "folded", "levels", "executing", "competent",
    "audiences", "online_level", "record_kind", "scope", "keywords",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One procedure in force, as far as finding and listing it needs."""

    version_id: int
    procedure_id: int
    code: str
    name: str
    folded: str
    spelled: str
    sectors: tuple[tuple[str, str], ...]
    levels: frozenset[str]
    audiences: frozenset[str]
    online_level: str
    scope: str
    prior: float
    length: int


class Index:
    """All procedures in force on a day, with the positions of every syllable."""

    def __init__(self, entries: list[Entry], extra: list[str]) -> None:
        self.entries = entries
        texts = [words(f"{entry.folded} {more}") for entry, more in zip(entries, extra, strict=True)]
        postings: dict[str, set[int]] = {}
        for place, text in enumerate(texts):
            for word in text:
                postings.setdefault(intern(word), set()).add(place)
        self._postings = {word: frozenset(places) for word, places in postings.items()}
        self._sorted = sorted(self._postings)
        self._pairs = _pairs(texts, entries)
        self.vocabulary = Vocabulary(counted(texts))
        self._spelled = _commonest_spellings(entries)
        self.everything = frozenset(range(len(entries)))
        self._codes = sorted((digits(entry.code), place) for place, entry in enumerate(entries))

    def places(self, word: str) -> frozenset[int]:
        return self._postings.get(word, frozenset())

    def starting_with(self, prefix: str) -> frozenset[int]:
        """Places of the syllables that begin with what was typed so far, two letters at least."""
        if len(prefix) < 2:
            return frozenset()
        start = bisect_left(self._sorted, prefix)
        chosen = self._sorted[start : start + PREFIX_WORDS]
        return frozenset().union(*(self._postings[word] for word in chosen if word.startswith(prefix)))

    def are_neighbours(self, one: str, other: str) -> bool:
        """Whether two syllables stand side by side anywhere in the catalogue."""
        return (one, other) in self._pairs

    def spelled(self, tokens: list[str]) -> str:
        """Words with the marks they mostly bear beside one another, to show how a query was understood."""
        shown = [self._spelled.get(token, token) for token in tokens]
        for n, pair in enumerate(pairwise(tokens)):
            if found := self._pairs.get(pair):
                shown[n : n + 2] = found.split()
        return " ".join(shown)

    def with_code(self, typed: str) -> list[int]:
        """Places of codes that begin with these digits, or have them after the first digit and dot."""
        number = digits(typed)
        start = bisect_left(self._codes, (number, -1))
        found = []
        for code, place in self._codes[start:]:
            if not code.startswith(number):
                break
            found.append(place)
        if not found and len(number) >= 4:
            found = [place for code, place in self._codes if code[1:].startswith(number)]
        return found


def _spelled(name: str) -> str:
    return f" {' '.join(''.join(c if c.isalnum() else ' ' for c in name.lower()).split())} "


def _pairs(texts: list[list[str]], entries: list[Entry]) -> dict[tuple[str, str], str]:
    """Syllables that stand side by side anywhere, with how the pair is spelled in some name."""
    pairs = {pair: "" for text in texts for pair in pairwise(text)}
    for entry in entries:
        bare, spelled = entry.folded.split(), entry.spelled.split()
        if len(bare) == len(spelled):
            for pair, shown in zip(pairwise(bare), pairwise(spelled), strict=True):
                pairs[pair] = pairs[pair] or " ".join(shown)
    return pairs


def _commonest_spellings(entries: list[Entry]) -> dict[str, str]:
    counts: dict[str, Counter[str]] = {}
    for entry in entries:
        for bare, spelled in zip(entry.folded.split(), entry.spelled.split(), strict=False):
            counts.setdefault(bare, Counter())[intern(spelled)] += 1
    return {bare: found.most_common(1)[0][0] for bare, found in counts.items()}


def _prior(row: dict[str, Any], levels: frozenset[str]) -> float:
    """How likely somebody at a one-stop of a province means this one, all else equal."""
    prior = 0.0 if row["record_kind"] == RecordKind.LIST else 0.4
    if ProcedureLevel.COMMUNE in levels:
        prior += 0.6
    elif ProcedureLevel.PROVINCE in levels:
        prior += 0.3
    return prior - {Scope.STANDARD.value: 0.0, Scope.SPECIFIC.value: 0.6}.get(row["scope"], 1.0)


def build(on: date) -> Index:
    """Read the catalogue in force on a day; two queries."""
    sectors: dict[int, list[tuple[str, str]]] = {}
    links = VersionSector.objects.filter(version__in=versions_in_force(on)).order_by("position")
    for version_id, slug, name in links.values_list("version_id", "sector__slug", "sector__name"):
        sectors.setdefault(version_id, []).append((intern(slug), intern(name)))
    entries, extra = [], []
    for row in versions_in_force(on).order_by("folded", "procedure__code").values(*_COLUMNS):
        entry = _entry(row, tuple(sectors.get(row["id"], ())))
        entries.append(entry)
        extra.append(fold(" ".join([row["keywords"], *(name for _, name in entry.sectors)])))
    return Index(entries, extra)


def _entry(row: dict[str, Any], sectors: tuple[tuple[str, str], ...]) -> Entry:
    stated = row["levels"] or levels_in_words(row["executing"] or row["competent"])
    levels = _shared(frozenset(stated))
    plain = words(row["folded"])
    return Entry(
        version_id=row["id"],
        procedure_id=row["procedure_id"],
        code=row["procedure__code"],
        name=row["name"],
        folded=f" {' '.join(plain)} ",
        spelled=_spelled(row["name"]),
        sectors=sectors,
        levels=levels,
        audiences=_shared(audience_groups(row["audiences"])),
        online_level=intern(row["online_level"]),
        scope=intern(row["scope"]),
        prior=_prior(row, levels),
        length=len(plain),
    )


_sets: dict[frozenset[str], frozenset[str]] = {}


def _shared(values: frozenset[str]) -> frozenset[str]:
    """One object for equal sets: thousands of procedures share a few dozen."""
    return _sets.setdefault(values, values)


_lock = threading.Lock()
_kept: tuple[tuple[tuple[Any, ...], date], Index] | None = None


def current(on: date) -> Index:
    """The index of the catalogue as it stands, built when an import or a new day changed it."""
    global _kept
    with connection.cursor() as cursor:
        cursor.execute(_STAMPS)
        stamp = (tuple(row[0] for row in cursor.fetchall()), on)
    kept = _kept
    if kept is not None and kept[0] == stamp and stamp[0]:
        return kept[1]
    with _lock:
        if _kept is None or _kept[0] != stamp or not stamp[0]:
            _kept = (stamp, build(on))
        return _kept[1]
