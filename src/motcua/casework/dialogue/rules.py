"""Who may be named to see to a promise, and how forms write things: on values alone."""

from __future__ import annotations

from dataclasses import dataclass

MOST_SHOWN = 60


@dataclass(frozen=True)
class Person:
    """An officer of an agency, or whoever holds a role there: one of the two."""

    agency_id: int
    role: str = ""
    officer_id: int | None = None

    @property
    def key(self) -> str:
        """`7.approver` or `7.42`: the value of an option."""
        return f"{self.agency_id}.{self.officer_id or self.role}"


def person_of(key: str) -> Person | None:
    """Whom an option means; None for the empty one."""
    agency, _dot, who = key.partition(".")
    if not who:
        return None
    return Person(int(agency), officer_id=int(who)) if who.isdigit() else Person(int(agency), role=who)


def shortened(text: str) -> str:
    """The first words, on one line of a list."""
    line = " ".join(text.split())
    return line if len(line) <= MOST_SHOWN else f"{line[:MOST_SHOWN].rsplit(' ', 1)[0]} …"
