"""How a failure is written into a row."""

from __future__ import annotations

_LONGEST = 2000


def describe(failure: Exception) -> str:
    """Type and message as text that either engine can store, whatever bytes the message quotes."""
    text = f"{type(failure).__name__}: {failure}"[:_LONGEST]
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")
