from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from motcua.directory.procedures.queries.index import Entry, Index, current
from motcua.directory.procedures.queries.reading import common, corrected
from motcua.directory.procedures.rules.codes import national_code
from motcua.directory.procedures.rules.spelling import words
from motcua.directory.procedures.rules.synonyms import readings, without_frame
from motcua.kernel.text import fold, nfc

LONGEST_QUERY = 200
MOST_WORDS = 14
FACETS = 40
ENOUGH = 0.6
FEW = 5
_CODE_LIKE = re.compile(r"\d[\d.]{2,}[0-9a-z.\-]*")


@dataclass(frozen=True)
class Filters:
    """What the answer is narrowed to; empty means everything."""

    sector: str = ""
    level: str = ""
    audience: str = ""
    online_level: str = ""


@dataclass(frozen=True)
class Found:
    """One page of an answer: hits in order, how many there are in all, and how it was understood.

    `corrected` is the query as it was read where that differs from what was typed;
    `sectors` are (slug, name, number of hits in it were no sector chosen), the fullest first.
    """

    hits: tuple[Entry, ...]
    total: int
    corrected: str
    sectors: tuple[tuple[str, str, int], ...]


ANYTHING = Filters()


def search(text: str, *, on: date, filters: Filters = ANYTHING, limit: int = 20, offset: int = 0) -> Found:
    """Procedures in force on a day that match `text`, best first.

    Marks are not needed, typing errors are corrected over the catalogue's own
    vocabulary, the last word may be unfinished, and a code or its beginning finds its
    procedure. An empty text lists everything by name.
    """
    index = current(on)
    ranked, understood = _ranked(index, nfc(text[:LONGEST_QUERY]), _allowed(index, filters))
    counts = Counter(sector for place in ranked for sector in index.entries[place].sectors)
    facets = tuple((slug, name, n) for (slug, name), n in counts.most_common(FACETS))
    if filters.sector:
        ranked = [place for place in ranked if _is_in(index.entries[place], filters.sector)]
    hits = tuple(index.entries[place] for place in ranked[offset : offset + limit])
    return Found(hits, len(ranked), understood, facets)


def _allowed(index: Index, filters: Filters) -> frozenset[int]:
    if replace(filters, sector="") == ANYTHING:
        return index.everything
    return frozenset(place for place, entry in enumerate(index.entries) if _passes(entry, filters))


def _passes(entry: Entry, filters: Filters) -> bool:
    return (
        (not filters.level or filters.level in entry.levels)
        and (not filters.audience or filters.audience in entry.audiences)
        and (not filters.online_level or filters.online_level == entry.online_level)
    )


def _is_in(entry: Entry, sector: str) -> bool:
    return any(slug == sector for slug, _ in entry.sectors)


def _ranked(index: Index, typed: str, allowed: frozenset[int]) -> tuple[list[int], str]:
    folded = fold(typed)
    if _CODE_LIKE.fullmatch(folded):
        found = index.with_code(folded) or index.with_code(national_code(folded.upper()))
        return [place for place in found if place in allowed], ""
    tokens = words(folded)[:MOST_WORDS]
    if len(folded) < 2:
        return sorted(allowed), ""
    if not tokens:
        return [], ""
    asked = without_frame(tokens)
    meanings = readings(asked)
    understood = asked if meanings else corrected(index, asked)
    scores: dict[int, float] = {}
    for reading in [understood, *meanings]:
        for place, score in _scored(index, Query.of(reading, typed), allowed).items():
            scores[place] = max(score, scores.get(place, score))
    ranked = sorted(scores, key=lambda place: (-scores[place], index.entries[place].length, place))
    return ranked, "" if understood == asked else index.spelled(understood)


@dataclass(frozen=True)
class Query:
    """A query ready to be held against many entries."""

    tokens: tuple[str, ...]
    phrase: str
    padded: tuple[str, ...]
    spelled: tuple[str, ...]
    spelled_phrase: str

    @classmethod
    def of(cls, tokens: list[str], typed: str) -> Query:
        lowered = "".join(c if c.isalnum() else " " for c in typed.lower()).split()
        spelled = [] if typed.isascii() else lowered
        return cls(
            tuple(tokens),
            f" {' '.join(tokens)}",
            tuple(f" {token}" for token in tokens),
            tuple(f" {word} " for word in spelled),
            f" {' '.join(spelled)}",
        )


def _scored(index: Index, query: Query, allowed: frozenset[int]) -> dict[int, float]:
    """Places with all the words; where they are few, places with most of them behind."""
    tokens = list(query.tokens)
    whole = common(index, tokens) & allowed
    begun = common(index, tokens[:-1], tokens[-1]) & allowed - whole
    said = {place for place in begun if query.phrase in index.entries[place].folded}
    chosen = whole | (said if whole else begun)
    scores = {place: _score(index.entries[place], query) for place in chosen}
    if len(chosen) < FEW:
        for place, share in _partly(index, tokens, allowed - chosen).items():
            scores[place] = share + _score(index.entries[place], query) - 6
    return scores


def _partly(index: Index, tokens: list[str], allowed: frozenset[int]) -> dict[int, float]:
    """Places that have most of the words, rare words counting more than common ones."""
    total = len(index.entries) + 1
    weights = {token: 1 - len(index.places(token)) / total for token in set(tokens) if index.places(token)}
    shares: dict[int, float] = {}
    for token, weight in weights.items():
        for place in index.places(token) & allowed:
            shares[place] = shares.get(place, 0) + weight
    enough = ENOUGH * len(set(tokens))
    return {place: share for place, share in shares.items() if share >= enough}


def _score(entry: Entry, query: Query) -> float:
    share = len(query.tokens) / entry.length if entry.length else 0
    score = entry.prior + 1.5 * min(1.0, share)
    place = entry.folded.find(query.phrase)
    if place >= 0:
        score += 4.0 if entry.folded.startswith(" ", place + len(query.phrase)) else 3.0
        if place == 0 or (place == 8 and entry.folded.startswith(" thu tuc ")):
            score += 2.0
    else:
        score += sum(token in entry.folded for token in query.padded) / len(query.padded)
    if query.spelled:
        score += 2 * sum(word in entry.spelled for word in query.spelled) / len(query.spelled)
        score += 2.0 if query.spelled_phrase in entry.spelled else 0.0
    return score
