"""How versions follow one another."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

from motcua.directory.procedures.choices import RecordKind

_RANKS = {kind.value: place for place, kind in enumerate(RecordKind)}


def rank(kind: str) -> int:
    """How much a record of this kind says; a poorer one never replaces a richer one."""
    return _RANKS[kind]


def first_day(effective_on: date | None, today: date, *, is_first: bool) -> date:
    """The day from which a new version holds.

    The first version holds from its decision on; a later one never reaches back behind
    the day it became known, so that what was in force on a past day stays as it was.
    """
    if effective_on is None:
        return today
    return effective_on if is_first else max(effective_on, today)


def digest_of_versions(versions: Iterable[tuple[str, int, str]]) -> str:
    """SHA-256 over code, number and content digest of several versions, in order of code."""
    lines = (f"{code} {number} {content}\n" for code, number, content in sorted(versions))
    return hashlib.sha256("".join(lines).encode()).hexdigest()
