"""What the worker does for counts as time goes by."""

from __future__ import annotations

from datetime import timedelta

from motcua.kernel.events.periodic import Duty, register
from motcua.kernel.limits.actions import forget_counts


def install() -> None:
    """Called once when the app is ready."""
    register(Duty("limits.forget_counts", timedelta(hours=1), forget_counts))
