"""What can be stated: each kind of fact is a frozen dataclass with a name in the past tense.

A fact holds ids, codes, numbers and ISO dates only. Personal data and free text stand
in statements (`models.Statement`), which the event covers by hash.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

Kind = TypeVar("Kind", bound=type)

_kinds: dict[str, type] = {}


class UnknownFact(LookupError):
    """Loại sự kiện không có trong phần mềm này."""


def fact(kind: str) -> Callable[[Kind], Kind]:
    """Register a frozen dataclass as the facts of `kind`, named "<app>.<past tense>"."""

    def register(cls: Kind) -> Kind:
        if not is_dataclass(cls) or not cls.__dataclass_params__.frozen:  # type: ignore[attr-defined]
            raise TypeError(f"{cls.__name__} must be a frozen dataclass")
        if "kind" in {field.name for field in fields(cls)}:
            raise TypeError(
                f"{cls.__name__} must not have a field called kind: it would hide the kind of fact"
            )
        if kind in _kinds and _kinds[kind].__qualname__ != cls.__qualname__:
            raise TypeError(f"two facts are called {kind}")
        if not cls.__doc__ or cls.__doc__.startswith(f"{cls.__name__}("):
            raise TypeError(f"{cls.__name__} needs a docstring: its first line is shown to people")
        cls.kind = kind  # type: ignore[attr-defined]
        _kinds[kind] = cls
        return cls

    return register


def kinds() -> dict[str, type]:
    """All registered kinds, by name."""
    return dict(sorted(_kinds.items()))


def title(kind: str) -> str:
    """The sentence that describes this kind of fact to people; the bare kind if it is unknown."""
    cls = _kinds.get(kind)
    return cls.__doc__.strip().splitlines()[0].rstrip(".") if cls and cls.__doc__ else kind


def plain(value: Any) -> Any:
    """`value` as something JSON can hold exactly; TypeError for floats and other doubtful things."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise TypeError("an instant in a fact needs its time zone")
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    raise TypeError(f"a fact cannot hold {type(value).__name__}")


def canonical(value: Any) -> str:
    """One JSON text for one value: sorted keys, no spaces, no escapes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def encode(stated: Any) -> str:
    """The canonical JSON of a fact's fields."""
    return canonical({field.name: plain(getattr(stated, field.name)) for field in fields(stated)})


def decode(kind: str, facts: dict[str, Any]) -> Any:
    """The dataclass of a stored event; fields the software no longer knows are left out.

    Values come back as JSON holds them (dates as ISO text). Raises UnknownFact.
    """
    cls = _kinds.get(kind)
    if cls is None:
        raise UnknownFact(kind)
    known = {field.name for field in fields(cls)}
    return cls(**{name: value for name, value in facts.items() if name in known})
