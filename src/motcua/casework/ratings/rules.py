"""What ratings come to, and what of them may be shown. Values only."""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from motcua.casework.ratings.choices import GOOD, LOW, Level
from motcua.kernel.clock import VIETNAM

# Below this many ratings a figure could point at a person.
SMALLEST = 5
LONGEST_TEXT = 500
FOLLOW_UP_DAYS = 5

_TOKEN = re.compile(r"(?P<letter>[hv])(?P<pk>[0-9]{1,18})-(?P<proof>[0-9a-f]{32})\Z")
_NUMBERS = re.compile(r"\d(?:[\s.\-]?\d){7,}")
_ADDRESS = re.compile(r"\S+@\S+")


def token_of(letter: str, pk: int, secret: str) -> str:
    """The address that rates one dossier (h) or visit (v): its id and a proof made of its secret."""
    proof = hmac.new(secret.encode(), f"rating {letter}{pk}".encode(), sha256).hexdigest()[:32]
    return f"{letter}{pk}-{proof}"


def read_token(token: str) -> tuple[str, int] | None:
    """Which thing a token names; whether it proves it is for `is_genuine`."""
    found = _TOKEN.match(token)
    return (found["letter"], int(found["pk"])) if found else None


def is_genuine(token: str, letter: str, pk: int, secret: str) -> bool:
    return hmac.compare_digest(token_of(letter, pk, secret).encode(), token.encode())


def the_hour(at: datetime) -> datetime:
    """A rating keeps its day and hour only, so that nobody can be recognised by the minute."""
    return at.astimezone(VIETNAM).replace(minute=0, second=0, microsecond=0)


def is_low(levels: Iterable[int]) -> bool:
    return any(level in LOW for level in levels)


def without_people(text: str) -> str:
    """A remark without numbers that could be of a telephone or an identity card, and without e-mail addresses."""
    return _ADDRESS.sub("•••", _NUMBERS.sub("•••", text))


@dataclass(frozen=True)
class Distribution:
    """How many ratings there are at each level, Rất kém first."""

    counts: tuple[int, ...] = (0, 0, 0, 0, 0)

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def is_small(self) -> bool:
        """Whether there are too few to be shown."""
        return self.total < SMALLEST

    @property
    def good_share(self) -> float | None:
        """Tốt and Rất tốt of all, in per cent; None without ratings."""
        return 100 * sum(self.counts[level - 1] for level in GOOD) / self.total if self.total else None

    @property
    def mean(self) -> float | None:
        """Mean level, 1 to 5."""
        if not self.total:
            return None
        return sum(level * n for level, n in zip(Level.values, self.counts, strict=True)) / self.total

    def plus(self, level: int, n: int) -> Distribution:
        counts = list(self.counts)
        counts[level - 1] += n
        return Distribution(tuple(counts))

    def bars(self) -> list[tuple[int, float, float, int]]:
        """(level, where it begins, how wide, how many) of one bar 100 wide."""
        drawn, begin = [], 0.0
        for level, n in zip(Level.values, self.counts, strict=True):
            width = 100 * n / self.total if self.total else 0.0
            if n:
                drawn.append((level, round(begin, 2), round(width, 2), n))
            begin += width
        return drawn


def share(rated: int, of: int) -> float | None:
    """Ratings of a hundred that could be rated; None where nothing could."""
    return min(100.0, 100 * rated / of) if of else None
