"""How a query is understood: typing errors corrected over what the catalogue itself says."""

from __future__ import annotations

from motcua.directory.procedures.queries.index import Index


def common(index: Index, whole: list[str], unfinished: str = "") -> frozenset[int]:
    """Places that have all these words, the last one perhaps unfinished."""
    sets = [index.places(word) for word in whole]
    if unfinished:
        sets.append(index.places(unfinished) | index.starting_with(unfinished))
    sets.sort(key=len)
    found = sets[0] if sets else index.everything
    for places in sets[1:]:
        found = found & places
    return found


def corrected(index: Index, tokens: list[str]) -> list[str]:
    """The query with words the catalogue lacks, or never has side by side, replaced by the likeliest."""
    company = common(index, [token for token in tokens if token in index.vocabulary])
    out: list[str] = []
    for place, token in enumerate(tokens):
        is_last = place == len(tokens) - 1
        if token in index.vocabulary or (is_last and index.starting_with(token)):
            out.append(token)
        else:
            out.extend(_likeliest(index, token, company))
    return out if _is_said(index, out) else _in_context(index, out)


def _likeliest(index: Index, token: str, company: frozenset[int]) -> list[str]:
    """The word, or two words typed together, that stands best beside the rest of the query."""
    near: list[tuple[float, tuple[str, ...]]] = [(n, (word,)) for n, word in index.vocabulary.near(token)]
    if pair := index.vocabulary.split(token):
        near.append((1.5, pair))
    if not near:
        return [token]
    together = {chosen: len(common(index, list(chosen)) & company) for _, chosen in near}
    return list(min(near, key=lambda item: (not together[item[1]], item[0], -together[item[1]]))[1])


def _is_said(index: Index, tokens: list[str]) -> bool:
    """Whether some procedure has these words side by side, the last one perhaps unfinished."""
    phrase = f" {' '.join(tokens)}"
    return any(phrase in index.entries[place].folded for place in common(index, tokens[:-1], tokens[-1]))


def _in_context(index: Index, tokens: list[str]) -> list[str]:
    """A word that never stands beside its neighbour may be another one mistyped.

    A replacement is taken when some procedure then says the whole query, or when no
    procedure had all the words and some has them then.
    """
    had_none = not common(index, tokens[:-1], tokens[-1])
    best, most = tokens, 0
    for place, token in enumerate(tokens):
        if not had_none and not _is_alone(index, tokens, place):
            continue
        for _, other in index.vocabulary.near(token, most=1):
            tried = [*tokens[:place], other, *tokens[place + 1 :]]
            if not had_none and _is_alone(index, tried, place):
                continue
            said = _is_said(index, tried)
            found = len(common(index, tried)) * (100 if said else 1)
            if found > most and (said or had_none):
                best, most = tried, found
    return best


def _is_alone(index: Index, tokens: list[str], place: int) -> bool:
    before = place > 0 and not index.are_neighbours(tokens[place - 1], tokens[place])
    after = place + 1 < len(tokens) and not index.are_neighbours(tokens[place], tokens[place + 1])
    return before or after
