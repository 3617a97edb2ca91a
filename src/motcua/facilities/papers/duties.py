"""What the worker does for papers with the clock."""

from __future__ import annotations

from datetime import datetime

from motcua.facilities.papers.actions import forget_held
from motcua.kernel.events import periodic


def install() -> None:
    """Called once by the app's `AppConfig.ready`."""
    periodic.register(periodic.Duty("papers.forget_held", every=periodic.DAILY, act=forget, hour=2))


def forget(at: datetime) -> None:
    """Files of pages that were never saved."""
    forget_held(at)
