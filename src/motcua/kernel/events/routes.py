"""Who reacts to what: the table of `config/events.py`, installed at start-up.

The kernel knows the names of reactions only; it never imports an app.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from motcua.kernel.events.models import Event

Reaction = Callable[[Event], None]

_by_kind: dict[str, tuple[str, ...]] = {}
_by_name: dict[str, Reaction] = {}


def name_of(reaction: Reaction) -> str:
    """Stable name of a reaction, kept in dispatch rows: "<app>.<function>"."""
    app = reaction.__module__.removeprefix("motcua.").removesuffix(".reactions").rpartition(".")[2]
    return f"{app}.{reaction.__name__}"


def install(table: Mapping[str, Sequence[Reaction]]) -> None:
    """Replace the table; called once at start-up (and by tests)."""
    _by_kind.clear()
    _by_name.clear()
    for kind, reactions in table.items():
        _by_kind[kind] = tuple(name_of(reaction) for reaction in reactions)
        _by_name.update({name_of(reaction): reaction for reaction in reactions})


def reactions_to(kind: str) -> tuple[str, ...]:
    return _by_kind.get(kind, ())


def reaction(name: str) -> Reaction:
    """The function behind a dispatch row; KeyError if this version no longer has it."""
    return _by_name[name]


def table() -> dict[str, tuple[str, ...]]:
    return dict(_by_kind)
