"""What the worker does for the store with the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from motcua.kernel.events import periodic
from motcua.kernel.files import store


def install() -> None:
    periodic.register(periodic.Duty("files.clear_incoming", every=periodic.DAILY, act=clear_incoming))


def clear_incoming(at: datetime) -> None:
    """Remove what was left half received by a crash more than a day ago."""
    store.clear_incoming(before=at - timedelta(days=1))
