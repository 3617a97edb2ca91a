"""Full-text search of dossiers: one small document of folded words per dossier.

SQLite keeps it in an FTS5 table, PostgreSQL in a tsvector with a GIN index; both are
filled by the same Python function, so both find the same. Agencies stand in the document
as words of their own ("a12"), so that scoping is part of the match and not a filter after it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Protocol

from django.db import connection

from motcua.kernel.text import fold

_WORD = re.compile(r"[0-9a-z]+")
_NUMBER = re.compile(r"\+?[0-9][0-9 .\-]*")
_LIKE_SCOPE = re.compile(r"a[0-9]+")
MOST_WORDS = 12


class Named(Protocol):
    """What people of a dossier are found by."""

    @property
    def name(self) -> str: ...

    @property
    def personal_id(self) -> str: ...

    @property
    def tax_code(self) -> str: ...

    @property
    def phone(self) -> str: ...


def words(text: str) -> list[str]:
    """Folded words of a text: "Trần Thị Mơ" gives tran, thi, mo."""
    return _WORD.findall(fold(text))


def digits_of(number: str) -> str:
    """A telephone, identity or tax number as it is compared: "+84 912-000.001" gives 0912000001."""
    number = number.strip()
    digits = "".join(sign for sign in number if sign.isascii() and sign.isdigit())
    return f"0{digits[2:]}" if number.startswith("+84") else digits


def _marked(word: str) -> str:
    """Longer numbers bear an x; a name that looks like a scope ("a12") never becomes one."""
    if word.isdigit() and len(word) >= 3:
        return f"x{word}"
    return f"w{word}" if _LIKE_SCOPE.fullmatch(word) else word


def document(*, barcode: str, people: Iterable[Named], agency_ids: Collection[int]) -> str:
    """What a dossier is found by: names, numbers, codes, and the agencies that may see it."""
    found: list[str] = [f"x{barcode}"]
    for person in people:
        found += [_marked(word) for word in words(person.name)]
        numbers = (digits_of(number) for number in (person.personal_id, person.tax_code, person.phone))
        found += [f"x{number}" for number in numbers if number]
    found += sorted(f"a{agency}" for agency in set(agency_ids))
    return " ".join(dict.fromkeys(found))


def index(dossier_id: int, text: str) -> None:
    """Write or rewrite the search document of one dossier."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "INSERT INTO dossiers_search (dossier_id, terms) VALUES (%s, to_tsvector('simple', %s))"
                " ON CONFLICT (dossier_id) DO UPDATE SET terms = EXCLUDED.terms",
                [dossier_id, text],
            )
        else:
            cursor.execute(
                "INSERT OR REPLACE INTO dossiers_search (rowid, terms) VALUES (%s, %s)", [dossier_id, text]
            )


def matching(
    text: str, agency_ids: Collection[int] | None, limit: int, before: int | None = None
) -> list[int]:
    """Ids of the newest dossiers that match every word; numbers match from their start.

    `agency_ids` None means all agencies (province-wide inspectors).
    """
    asked = _asked(text)
    if not asked or (agency_ids is not None and not agency_ids):
        return []
    scope = sorted(f"a{agency}" for agency in agency_ids) if agency_ids is not None else []
    ceiling = before or 2**62
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            query = " & ".join([*asked_pg(asked), *([f"({' | '.join(scope)})"] if scope else [])])
            cursor.execute(_newest_pg(asked), [query, ceiling, limit])
        else:
            query = " AND ".join([*asked_fts(asked), *([f"({' OR '.join(scope)})"] if scope else [])])
            cursor.execute(
                "SELECT rowid FROM dossiers_search WHERE dossiers_search MATCH %s AND rowid < %s"
                " ORDER BY rowid DESC LIMIT %s",
                [query, ceiling, limit],
            )
        return [row[0] for row in cursor.fetchall()]


def _newest_pg(asked: list[str]) -> str:
    """A number is rare: ask the word index first, where the planner would walk all dossiers from the newest."""
    found = "SELECT dossier_id FROM dossiers_search WHERE terms @@ %s::tsquery AND dossier_id < %s"
    if any(_is_number(word) for word in asked):
        found = f"WITH found AS MATERIALIZED ({found}) SELECT dossier_id FROM found"  # noqa: S608  our own text
    return f"{found} ORDER BY dossier_id DESC LIMIT %s"


def _asked(text: str) -> list[str]:
    """Words asked for; a text of nothing but digits and their separators is one number."""
    if _NUMBER.fullmatch(text.strip()) and len(digits_of(text)) >= 3:
        return [f"x{digits_of(text)}"]
    return [_marked(word) for word in words(text)[:MOST_WORDS]]


def asked_fts(asked: list[str]) -> list[str]:
    return [f'"{word}"*' if _is_open(word, place, asked) else f'"{word}"' for place, word in enumerate(asked)]


def asked_pg(asked: list[str]) -> list[str]:
    return [
        f"'{word}':*" if _is_open(word, place, asked) else f"'{word}'" for place, word in enumerate(asked)
    ]


def _is_open(word: str, place: int, asked: list[str]) -> bool:
    """Numbers and the word still being typed match from their start."""
    return _is_number(word) or (place == len(asked) - 1 and len(word) > 1)


def _is_number(word: str) -> bool:
    return word[0] == "x" and word[1:].isdigit()
