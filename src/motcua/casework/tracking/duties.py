"""What the worker does for looking up."""

from __future__ import annotations

from datetime import timedelta

from motcua.casework.tracking.actions.look_up import forget_attempts
from motcua.kernel.events.periodic import Duty, register


def install() -> None:
    """Called once when the app is ready."""
    register(Duty("tracking.forget_lookup_attempts", timedelta(hours=1), forget_attempts))
