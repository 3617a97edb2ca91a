"""State is derived: each app registers how its rows follow from the log.

`motcua audit verify` hands every subject's events to the projections of its type and
prints each difference between what the log says and what the rows say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from motcua.kernel.events.models import Event


@dataclass(frozen=True)
class Difference:
    """One place where a row does not follow from the log."""

    subject: str
    what: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.what}: nhật ký cho {self.expected}, đang có {self.found}"


Log = Mapping[str, list[Event]]


@dataclass(frozen=True)
class Projection:
    """`check` compares one subject's rows with its events; `subjects` lists every subject that has rows.

    `check_many`, where it is given, does what `check` does for some hundred subjects at once,
    reading their rows together.
    """

    name: str
    subject_type: str
    check: Callable[[str, list[Event]], Iterable[Difference]]
    subjects: Callable[[], Iterator[str]]
    check_many: Callable[[Log], Iterable[Difference]] | None = None


_registered: dict[str, Projection] = {}


def register(projection: Projection) -> None:
    """Called once by the app's `AppConfig.ready`."""
    _registered[projection.name] = projection


def registered() -> list[Projection]:
    return [_registered[name] for name in sorted(_registered)]


def compare(
    subject: str, expected: Mapping[str, object], found: Mapping[str, object]
) -> Iterator[Difference]:
    """Differences between two mappings of column to value."""
    for what, value in expected.items():
        if found.get(what) != value:
            yield Difference(subject, what, repr(value), repr(found.get(what)))
