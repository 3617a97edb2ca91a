"""Reinstalls the triggers after every migration, once all tables stand."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def reinstall(*, using: str, **_: Any) -> None:
    # Loaded by name: this module is read before the models are.
    import_module("motcua.kernel.events.append_only").install(using=using)
